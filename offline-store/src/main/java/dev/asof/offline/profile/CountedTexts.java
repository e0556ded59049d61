package dev.asof.offline.profile;

import dev.asof.registry.repository.ContentHash;
import java.security.DigestException;
import java.security.MessageDigest;

/** Counts how often each run of bytes comes, in little memory however long they are: for a long one stands its hash. Not thread-safe. */
final class CountedTexts {
    private static final int LONGEST_KEPT = 24;

    private final CountedBytes kept = new CountedBytes();
    private final MessageDigest digest = ContentHash.sha256();
    private final byte[] hash = new byte[digest.getDigestLength()];
    private boolean areAllKept = true;

    void add(byte[] data, int from, int to) {
        if (isShort(from, to)) {
            kept.add(data, from, to);
        } else {
            areAllKept = false;
            kept.add(hashed(data, from, to), 0, LONGEST_KEPT + 1);
        }
    }

    /** How often a run came that was added. */
    int count(byte[] data, int from, int to) {
        return isShort(from, to) ? kept.count(data, from, to) : kept.count(hashed(data, from, to), 0, LONGEST_KEPT + 1);
    }

    /** The number of different runs. */
    int distinct() {
        return kept.size();
    }

    /** Whether the runs are all held themselves, so that they need not be looked at again. */
    boolean areAllKept() {
        return areAllKept;
    }

    /** Adds the runs, which are all kept, to others. */
    void addTo(NotableBytes notable) {
        kept.addTo(notable);
    }

    private static boolean isShort(int from, int to) {
        return to - from <= LONGEST_KEPT;
    }

    /** Of the hash so much counts that it is longer than whatever stands for itself. */
    private byte[] hashed(byte[] data, int from, int to) {
        try {
            digest.update(data, from, to - from);
            digest.digest(hash, 0, hash.length);
            return hash;
        } catch (DigestException e) {
            throw new IllegalStateException("There is room for the hash", e);
        }
    }
}
