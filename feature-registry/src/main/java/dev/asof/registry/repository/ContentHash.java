package dev.asof.registry.repository;

import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 as 64 lower-case hexadecimal digits: the identity of a file's content, and of other bytes. */
public final class ContentHash {
    /** What is read is hashed while a core's cache holds it. */
    private static final int BUFFER_BYTES = 1 << 17;

    private ContentHash() {}

    /**
     * The hash of a file.
     *
     * @throws AsofException UNKNOWN_NAME if there is none, IO_FAILED if it cannot be read
     */
    public static String ofFile(Path file) {
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(buffer.clear()) >= 0) {
                digest.update(buffer.flip());
            }
        } catch (NoSuchFileException e) {
            throw new AsofException(
                    ErrorCode.UNKNOWN_NAME, "Cannot read " + file + ": there is no such file. Check the path.", e);
        } catch (IOException e) {
            throw new AsofException(ErrorCode.IO_FAILED, "Cannot read " + file + ": " + FileProblem.reason(e) + ".", e);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The hash of bytes. */
    public static String ofBytes(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    /** A new digest. */
    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
