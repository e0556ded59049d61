package dev.asof.online.lookup;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Identifies what an answer says: the SHA-256 over each feature's name, reference, type and its view's fingerprint, each
 * text as its length in 4 bytes and its UTF-8.
 */
final class SelectionFingerprint {
    private SelectionFingerprint() {}

    static String of(List<SelectedFeature> features) {
        MessageDigest digest = sha256();
        for (SelectedFeature feature : features) {
            add(feature.name(), digest);
            add(feature.ref().toString(), digest);
            add(feature.definition().type().displayName(), digest);
            add(feature.view().stored().fingerprint(), digest);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(String text, MessageDigest digest) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
