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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What became of the files that went into a training set.
 *
 * @param gone those of which the content is no longer there, and why
 * @param newer files of its sources that were not there then
 */
record InputChanges(List<String> gone, List<String> newer) {

    /** A content of a source, or a place of one. */
    private record Part(String source, String text) {}

    /** @param now the files of the manifest's sources, by source */
    static InputChanges of(FeatureRepository repository, DatasetManifest manifest, Map<String, List<DataFile>> now) {
        Set<Part> contents = contents(manifest);
        Map<Part, String> others = new LinkedHashMap<>();
        now.forEach((source, files) -> files.stream()
                .filter(file -> !contents.remove(new Part(source, file.sha256())))
                .map(file -> repository.shown(file.table().path()))
                .forEach(path -> others.put(new Part(source, path), "source " + source + ": " + path)));
        List<DatasetManifest.Input> missing = manifest.inputs().stream()
                .filter(then -> contents.contains(new Part(then.source(), then.sha256())))
                .toList();
        return new InputChanges(gone(repository, missing, others), List.copyOf(others.values()));
    }

    /** @param others what is there now and wasn't; those that took the place of a file are told with it, and taken out */
    private static List<String> gone(
            FeatureRepository repository, List<DatasetManifest.Input> missing, Map<Part, String> others) {
        if (missing.isEmpty()) {
            return List.of();
        }
        Map<String, ErasureReceipt.ArchiveFile> erased = new ErasureFolder(repository).erasedFiles();
        List<String> gone = new ArrayList<>();
        for (DatasetManifest.Input then : missing) {
            String fate = others.remove(new Part(then.source(), then.path())) == null ? " is gone" : " has changed";
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

    private static Set<Part> contents(DatasetManifest manifest) {
        return manifest.inputs().stream()
                .map(input -> new Part(input.source(), input.sha256()))
                .collect(Collectors.toSet());
    }
}
