package dev.asof.registry.catalog;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The registry as it is, read again only where its file is another one than at the last time. Thread-safe. */
final class WatchedRegistry implements Supplier<RegistrySnapshot> {
    private final Path file;
    private final Supplier<RegistrySnapshot> load;
    private volatile Optional<Known> known = Optional.empty();

    /** @param load reads the file */
    WatchedRegistry(Path file, Supplier<RegistrySnapshot> load) {
        this.file = file;
        this.load = load;
    }

    /** What tells a file from the one that an apply puts in its place. */
    private record Stamp(@Nullable Object key, FileTime modified, long size) {}

    private record Known(Stamp stamp, RegistrySnapshot registry) {}

    @Override
    public RegistrySnapshot get() {
        Optional<Stamp> stamp = stamp();
        Optional<Known> last = known;
        if (last.isPresent() && stamp.equals(last.map(Known::stamp))) {
            return last.get().registry();
        }
        RegistrySnapshot registry = load.get();
        known = stamp.map(each -> new Known(each, registry));
        return registry;
    }

    private Optional<Stamp> stamp() {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(attributes.fileKey(), attributes.lastModifiedTime(), attributes.size()));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot read the registry " + file + ": " + FileProblem.reason(e) + ". Check the disk.",
                    e);
        }
    }
}
