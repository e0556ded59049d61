package dev.asof.offline.dataset;

import dev.asof.offline.input.RealPath;
import dev.asof.offline.input.SourceFiles;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.FeatureRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a training set may be written: neither over what anything is read from, nor to where it would be read as what it is not.
 * Names don't matter, but where files really lie.
 */
record OutputPlace(FeatureRepository repository, RegistrySnapshot registry, Path observations) {

    /**
     * Requires that a training set and its manifest may be written.
     *
     * @throws AsofException {@code INVALID_ARGUMENT} if they may not, {@code IO_FAILED}
     */
    void require(Path target) {
        requireFree(target, "the training set");
        requireFree(DatasetManifest.pathFor(target), "its manifest");
    }

    private void requireFree(Path file, String content) {
        try {
            Optional<String> use = use(RealPath.of(file));
            if (use.isPresent()) {
                throw new AsofException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot write " + content + " to " + file + ": that is " + use.get()
                                + ". Give --out another name.");
            }
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot write " + content + " to " + file + ": where that lies cannot be told, "
                            + FileProblem.reason(e, file)
                            + ". Mend the link or the folder, or give --out another name.",
                    e);
        }
    }

    private Optional<String> use(Path place) throws IOException {
        if (Files.isDirectory(place)) {
            return Optional.of("a folder");
        }
        if (Files.exists(place) && !Files.isRegularFile(place)) {
            return Optional.of("a device or a pipe, and a file would take its place");
        }
        if (place.equals(RealPath.of(observations))) {
            return Optional.of("the file of the observations");
        }
        if (place.startsWith(RealPath.of(repository.workingFolder()))) {
            return Optional.of("in " + FeatureRepository.WORKING_FOLDER + ", which holds the repository's own data");
        }
        if (place.startsWith(RealPath.of(repository.root())) && hasNameOfDefinitions(place)) {
            return Optional.of("where the repository's definitions are read from");
        }
        return registry.registered().sources().values().stream()
                .filter(source -> SourceFiles.reach(repository.root(), source.location(), place))
                .findFirst()
                .map(OutputPlace::describe);
    }

    private static boolean hasNameOfDefinitions(Path place) {
        String name = String.valueOf(place.getFileName()).toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    private static String describe(EventSource source) {
        return "where source '" + source.name() + "' reads its events from (" + source.path() + ")";
    }
}
