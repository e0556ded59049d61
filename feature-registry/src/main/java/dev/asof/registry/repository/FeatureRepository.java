package dev.asof.registry.repository;

import java.nio.file.Path;

/**
 * A folder of definition files, and the working data beside them in {@code .asof/}, which Git ignores.
 *
 * @param root the folder, absolute and normalized
 */
public record FeatureRepository(Path root) {
    /** The name of the folder of working data. */
    public static final String WORKING_FOLDER = ".asof";

    public FeatureRepository {
        root = root.toAbsolutePath().normalize();
    }

    /** All working data. */
    public Path workingFolder() {
        return root.resolve(WORKING_FOLDER);
    }

    /** The applied definitions. */
    public Path registryFolder() {
        return workingFolder().resolve("registry");
    }

    /** The online store, owned by one process at a time. */
    public Path onlineFolder() {
        return workingFolder().resolve("online");
    }

    /** The accepted events of a source, as {@code day=YYYY-MM-DD/*.parquet}, and the ledger of its loads. */
    public Path archiveFolder(String source) {
        return workingFolder().resolve("archive").resolve(source);
    }

    /** The quarantined rows of all sources, a folder a source. */
    public Path quarantineFolder() {
        return workingFolder().resolve("quarantine");
    }

    /** What stays of erased entities. */
    public Path erasureFolder() {
        return workingFolder().resolve("erasure");
    }

    /** What doesn't fit into a build's memory; nothing in it outlives the build. */
    public Path spillFolder() {
        return workingFolder().resolve("spill");
    }

    /** A path of a definition, taken relative to the root unless it is absolute. */
    public Path resolve(String path) {
        return root.resolve(path).normalize();
    }

    /** A path as it is shown: relative to the root where it lies in it. */
    public String shown(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(root) ? root.relativize(absolute).toString() : absolute.toString();
    }
}
