package dev.asof.offline.dataset;

import dev.asof.offline.input.DataFile;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.repository.FeatureRepository;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What became of the files that went into a training set.
 *
 * @param gone those of which the content is no longer there, and why
 * @param newer files of its sources that were not there then
 */
record InputChanges(List<String> gone, List<String> newer) {

    private record Place(String source, String path) {}

    /** @param now the files of the manifest's sources, by source */
    static InputChanges of(FeatureRepository repository, DatasetManifest manifest, Map<String, List<DataFile>> now) {
        InputContents contents = InputContents.of(manifest);
        Map<Place, String> others = new LinkedHashMap<>();
        now.forEach((source, files) -> files.stream()
                .filter(file -> !contents.takes(source, file.sha256()))
                .map(file -> repository.shown(file.table().path()))
                .forEach(path -> others.put(new Place(source, path), "source " + source + ": " + path)));
        return new InputChanges(gone(repository, contents.missingIn(now), others), List.copyOf(others.values()));
    }

    /** @param others what is there now and wasn't; those that took the place of a file are told with it, and taken out */
    private static List<String> gone(
            FeatureRepository repository, List<DatasetManifest.Input> missing, Map<Place, String> others) {
        if (missing.isEmpty()) {
            return List.of();
        }
        Map<String, ErasureReceipt.ArchiveFile> erased =
                new ErasureFolder(repository).receipts().erasedFiles();
        List<String> gone = new ArrayList<>();
        for (DatasetManifest.Input then : missing) {
            String fate = others.remove(new Place(then.source(), then.path())) == null ? " is gone" : " has changed";
            gone.add("source " + then.source() + ": " + then.path()
                    + Optional.ofNullable(erased.get(then.sha256()))
                            .map(InputChanges::erasure)
                            .orElse(fate));
        }
        return gone;
    }

    private static String erasure(ErasureReceipt.ArchiveFile file) {
        return " has lost rows of entities that were erased since (" + file.removed() + " rows gone, " + file.blanked()
                + " without their keys)";
    }
}
