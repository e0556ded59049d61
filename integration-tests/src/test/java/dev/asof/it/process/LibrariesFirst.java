package dev.asof.it.process;

import dev.asof.cli.Asof;
import io.grpc.netty.shaded.io.netty.channel.epoll.Epoll;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.rocksdb.RocksDB;

/**
 * The {@code asof} command, once the calls of the operating system that libfiu lets fail were made and the libraries of a server loaded, on
 * one thread. Libfiu keeps the name of a call when it first comes, under a lock, for which it asks the loader: where a library is loaded
 * just then, which calls for memory through libfiu, both wait for each other for good.
 */
final class LibrariesFirst {
    private LibrariesFirst() {}

    /** Takes the words of a command. */
    public static void main(String[] words) throws IOException {
        call();
        RocksDB.loadLibrary();
        Epoll.isAvailable();
        Asof.main(words);
    }

    private static void call() throws IOException {
        Path file = Files.createTempFile("asof-calls", "");
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE)) {
            channel.write(ByteBuffer.allocate(1));
            channel.write(ByteBuffer.allocate(1), 0);
            channel.read(ByteBuffer.allocate(1));
            channel.read(ByteBuffer.allocate(1), 0);
            channel.force(false);
            channel.force(true);
            channel.truncate(0);
        }
    }
}
