package dev.asof.it.fault;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * A disk of its own: an ext4 file system in a file, on a loop device. Its power can be lost, and it can be full. Needs root,
 * loop devices, mkfs.ext4 and perl.
 */
public final class LoopDisk implements AutoCloseable {
    private static final String SHUTDOWN =
            "open(F,'<',$ARGV[0]) or die $!; my $how=pack('I',2); ioctl(F,0x8004587d,$how) or die $!";

    private final Path image;
    private final Path folder;
    private final Path ballast;

    private LoopDisk(Path image, Path folder) {
        this.image = image;
        this.folder = folder;
        this.ballast = folder.resolve("ballast");
    }

    /** Whether this machine lets us have one. */
    public static boolean isPossible() {
        try {
            Path folder = Files.createTempDirectory("asof-loop");
            try (LoopDisk disk = create(folder, 16)) {
                disk.losePower();
                disk.comeBack();
                return true;
            } finally {
                Files.deleteIfExists(folder);
            }
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    /** Makes a disk of so many MiB, whose files lie in {@code parent/disk}. */
    public static LoopDisk create(Path parent, int mebibytes) throws IOException {
        Path image = parent.resolve("disk.img");
        Path folder = Files.createDirectories(parent.resolve("disk"));
        run("truncate", "-s", mebibytes + "M", image.toString());
        LoopDisk disk = new LoopDisk(image, folder);
        try {
            run("mkfs.ext4", "-q", "-F", image.toString());
            disk.mount();
            Files.writeString(disk.handle(), "for the ioctl");
            run("sync", disk.handle().toString(), folder.toString());
        } catch (IllegalStateException e) {
            Files.deleteIfExists(folder);
            Files.deleteIfExists(image);
            throw e;
        }
        return disk;
    }

    private Path handle() {
        return folder.resolve("handle");
    }

    private void mount() {
        // A journal that is not written by itself: what nobody has synced is lost with the power.
        run("mount", "-o", "loop,commit=300", image.toString(), folder.toString());
    }

    public Path folder() {
        return folder;
    }

    /** From now on nothing reaches the disk, and what was not synced never has. */
    void losePower() {
        run("perl", "-e", SHUTDOWN, handle().toString());
    }

    /** Mounts the disk again, once no process uses it. */
    void comeBack() {
        run("umount", folder.toString());
        mount();
    }

    /** Takes all room that is left. */
    void fill() throws IOException {
        byte[] block = new byte[1 << 16];
        try (OutputStream file = Files.newOutputStream(ballast)) {
            while (true) {
                file.write(block);
            }
        } catch (IOException full) {
            // As it was to be.
        }
    }

    /** Takes all room but for so many bytes, to a block. */
    public void fillUpTo(long bytes) throws IOException {
        fill();
        try (FileChannel file = FileChannel.open(ballast, StandardOpenOption.WRITE)) {
            file.truncate(Math.max(0, file.size() - bytes));
            file.force(true);
        }
    }

    /** Gives the room back. */
    public void free() throws IOException {
        Files.deleteIfExists(ballast);
    }

    @Override
    public void close() throws IOException {
        run("umount", folder.toString());
        Files.deleteIfExists(folder);
        Files.deleteIfExists(image);
    }

    private static void run(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output.strip());
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
