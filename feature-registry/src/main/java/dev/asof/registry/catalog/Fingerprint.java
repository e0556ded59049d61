package dev.asof.registry.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The SHA-256 of a meaning in canonical JSON together with the version of the semantics, in hex.
 *
 * @param hex 64 hexadecimal digits
 */
public record Fingerprint(String hex) {
    /** The version of {@code docs/semantics.md} by which values are computed; raised with any change of a value. */
    public static final int SEMANTICS_VERSION = 1;

    private static final int SHORT_LENGTH = 12;

    static Fingerprint of(ObjectNode meaning) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("semantics", SEMANTICS_VERSION);
        content.set("meaning", meaning);
        return ofBytes(CanonicalJson.compact(content));
    }

    static Fingerprint ofBytes(byte[] bytes) {
        try {
            return new Fingerprint(HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** The first digits, enough for people. */
    public String abbreviated() {
        return hex.substring(0, SHORT_LENGTH);
    }

    @Override
    public String toString() {
        return hex;
    }
}
