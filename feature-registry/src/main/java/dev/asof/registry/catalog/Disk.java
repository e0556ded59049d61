package dev.asof.registry.catalog;

import dev.asof.registry.repository.DurableFolder;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The steps by which the registry's file is replaced. A test fails each of them in turn. */
interface Disk {

    /** Creates a folder with its parents. */
    void createFolder(Path folder) throws IOException;

    /** Deletes a file if it is there. */
    void delete(Path file) throws IOException;

    /** Writes a file and waits until its bytes are on the disk. */
    void write(Path file, byte[] bytes) throws IOException;

    /** Puts a file in the place of another at one stroke. */
    void replace(Path source, Path target) throws IOException;

    /** Waits until the names in a folder are on the disk. */
    void forceFolder(Path folder) throws IOException;

    /** The disk of the machine. */
    static Disk ofMachine() {
        return new MachineDisk();
    }
}

/** The real one. */
final class MachineDisk implements Disk {
    @Override
    public void createFolder(Path folder) throws IOException {
        DurableFolder.create(folder);
    }

    @Override
    public void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
    }

    @Override
    public void write(Path file, byte[] bytes) throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    @Override
    public void replace(Path source, Path target) throws IOException {
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        DurableFolder.sync(folder);
    }
}
