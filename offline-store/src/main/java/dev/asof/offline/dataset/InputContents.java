package dev.asof.offline.dataset;

import dev.asof.offline.input.DataFile;
import dev.asof.offline.input.FileSelection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The files that went into a training set, by what is in them. What came since is not among them: the archive grows all the time, and no training
 * set would ever be the same again. Immutable.
 */
final class InputContents implements FileSelection {
    private final List<DatasetManifest.Input> inputs;
    private final Set<Content> contents;

    private record Content(String source, String sha256) {
        static Content of(DatasetManifest.Input input) {
            return new Content(input.source(), input.sha256());
        }
    }

    private InputContents(List<DatasetManifest.Input> inputs) {
        this.inputs = inputs;
        this.contents = inputs.stream().map(Content::of).collect(Collectors.toUnmodifiableSet());
    }

    static InputContents of(DatasetManifest manifest) {
        return new InputContents(manifest.inputs());
    }

    @Override
    public boolean takes(String source, String sha256) {
        return contents.contains(new Content(source, sha256));
    }

    /**
     * Those that went in and are not there.
     *
     * @param files by source
     */
    List<DatasetManifest.Input> missingIn(Map<String, List<DataFile>> files) {
        Set<Content> present = new HashSet<>();
        files.forEach((source, each) -> each.forEach(file -> present.add(new Content(source, file.sha256()))));
        return inputs.stream()
                .filter(input -> !present.contains(Content.of(input)))
                .toList();
    }
}
