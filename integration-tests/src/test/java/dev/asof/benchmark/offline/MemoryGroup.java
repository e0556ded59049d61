package dev.asof.benchmark.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A memory cgroup of either version, in which programs are killed rather than take more than it allows. Needs root. */
final class MemoryGroup implements AutoCloseable {
    private static final Path ROOT = Path.of("/sys/fs/cgroup");

    private final Path folder;

    private MemoryGroup(Path folder) {
        this.folder = folder;
    }

    /** Whether this machine lets us have one; what it says otherwise is printed. */
    static boolean isPossible() {
        try (MemoryGroup group = of(1L << 30)) {
            return Files.exists(group.folder.resolve("cgroup.procs"));
        } catch (IOException e) {
            System.out.println("No memory cgroup can be made here: " + e);
            return false;
        }
    }

    /** A new group for so many bytes, without swap where that can be said. */
    static MemoryGroup of(long bytes) throws IOException {
        boolean isUnified = Files.exists(ROOT.resolve("cgroup.controllers"));
        Path parent = isUnified ? ROOT : ROOT.resolve("memory");
        Path folder = parent.resolve("asof-" + ProcessHandle.current().pid());
        if (isUnified) {
            Files.writeString(parent.resolve("cgroup.subtree_control"), "+memory");
        }
        Files.createDirectory(folder);
        MemoryGroup group = new MemoryGroup(folder);
        try {
            group.set(isUnified ? "memory.max" : "memory.limit_in_bytes", bytes);
            Path swap = folder.resolve(isUnified ? "memory.swap.max" : "memory.memsw.limit_in_bytes");
            if (Files.exists(swap)) {
                group.set(swap.getFileName().toString(), isUnified ? 0 : bytes);
            }
        } catch (IOException e) {
            group.close();
            throw e;
        }
        return group;
    }

    private void set(String file, long value) throws IOException {
        Files.writeString(folder.resolve(file), Long.toString(value));
    }

    /** The command, to be run within the group. */
    List<String> within(List<String> command) {
        List<String> line = new ArrayList<>(List.of(
                "sh",
                "-c",
                "echo $$ > \"$0\"; exec \"$@\"",
                folder.resolve("cgroup.procs").toString()));
        line.addAll(command);
        return line;
    }

    @Override
    public void close() throws IOException {
        Files.delete(folder);
    }
}
