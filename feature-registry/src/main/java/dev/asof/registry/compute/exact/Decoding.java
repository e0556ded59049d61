package dev.asof.registry.compute.exact;

import java.nio.ByteBuffer;

/** The checks that every encoding of a sum needs, since stored bytes may be damaged or forged. */
final class Decoding {
    private Decoding() {}

    /** Reads the leading version byte. */
    static void requireVersion(ByteBuffer in, byte expected) {
        requireRemaining(in, 1);
        byte version = in.get();
        if (version != expected) {
            throw malformed("version " + (version & 0xFF) + " is not " + expected);
        }
    }

    static void requireRemaining(ByteBuffer in, int bytes) {
        if (in.remaining() < bytes) {
            throw malformed("its bytes end early, after " + in.limit());
        }
    }

    static IllegalArgumentException malformed(String reason) {
        return new IllegalArgumentException("Cannot decode an exact sum: " + reason);
    }
}
