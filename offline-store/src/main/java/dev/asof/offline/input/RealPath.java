package dev.asof.offline.input;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where files really lie, symbolic links and relative names resolved, be they there or not. */
public final class RealPath {
    private RealPath() {}

    /** The real path of a file, or of what is there of the folders around it and the rest as it is named. */
    public static Path of(Path file) throws IOException {
        Path absolute = file.toAbsolutePath().normalize();
        Path existing = existing(absolute);
        return existing.toRealPath().resolve(existing.relativize(absolute));
    }

    /** A file that is there, or the nearest folder around it that is. */
    static Path existing(Path absolute) {
        Path parent = absolute.getParent();
        return parent == null || Files.exists(absolute) ? absolute : existing(parent);
    }
}
