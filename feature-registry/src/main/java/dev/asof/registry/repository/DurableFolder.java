package dev.asof.registry.repository;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Folders whose names survive a loss of power, as a synced file is only there where all folders above it are. */
public final class DurableFolder {
    private DurableFolder() {}

    /**
     * Makes a folder and those above it that are missing, and waits until their names are on the disk.
     *
     * @return the folders that were made, from the top down
     * @throws NotDirectoryException if a file is in its place
     */
    public static List<Path> create(Path folder) throws IOException {
        List<Path> missing = new ArrayList<>();
        for (Path each = folder.toAbsolutePath(); each != null && !Files.isDirectory(each); each = each.getParent()) {
            missing.addFirst(each);
        }
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException file) {
            throw new NotDirectoryException(file.getFile());
        }
        for (Path made : missing) {
            sync(made.resolveSibling(""));
        }
        return missing;
    }

    /** Waits until the names of what is in a folder are on the disk. */
    public static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
