package dev.asof.online.state;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** The hash by which something that was sent is recognized when it is sent again. */
public final class ContentHash {
    /** The bytes of a hash. */
    public static final int BYTES = 16;

    private ContentHash() {}

    /** The first {@link #BYTES} bytes of the SHA-256 of {@code content}. */
    public static byte[] of(byte[] content) {
        try {
            return Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(content), BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
