package dev.asof.offline.dataset;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.AtomicFile;
import dev.asof.registry.repository.DurableFolder;
import dev.asof.registry.repository.FeatureRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A training set and its manifest under their names. Both are complete and durable before either has its name, and a manifest never stands
 * beside a file that it doesn't describe: the old one goes first, the new one comes last, and other builds of the repository wait that long. So
 * who is killed in between leaves a training set without a manifest, which reading one says.
 */
final class PublishedDataset {
    private PublishedDataset() {}

    /**
     * Gives a completed training set and its manifest their names, in place of others.
     *
     * @throws AsofException {@code IO_FAILED}
     */
    static void publish(FeatureRepository repository, Path target, AtomicFile output, DatasetManifest manifest) {
        PublishingTurn.take(repository, () -> publish(target, output, manifest));
    }

    private static void publish(Path target, AtomicFile output, DatasetManifest manifest) {
        Path place = DatasetManifest.pathFor(target);
        try (AtomicFile file = AtomicFile.of(place)) {
            write(file, ManifestJson.bytes(manifest), place);
            discard(place);
            output.commit();
            file.commit();
        }
    }

    private static void write(AtomicFile file, byte[] content, Path place) {
        try {
            Files.write(file.temporary(), content);
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot write " + place + ": " + FileProblem.reason(e, place) + ". Check the disk.",
                    e);
        }
        file.complete();
    }

    private static void discard(Path manifest) {
        try {
            if (Files.deleteIfExists(manifest)) {
                DurableFolder.sync(manifest.toAbsolutePath().resolveSibling(""));
            }
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot replace " + manifest + ", the manifest of the training set that is there: "
                            + FileProblem.reason(e) + ". Make its folder writable, or give --out another name.",
                    e);
        }
    }
}
