package dev.asof.registry.catalog;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.asof.registry.repository.ContentHash;

/**
 * The SHA-256 of a meaning in canonical JSON together with the version of the semantics, in hex.
 *
 * @param hex 64 hexadecimal digits
 */
public record Fingerprint(String hex) {
    /** The version of {@code docs/semantics.md} by which values are computed; raised with any change of a value. */
    public static final int SEMANTICS_VERSION = 1;

    static Fingerprint of(ObjectNode meaning) {
        ObjectNode content = JsonNodeFactory.instance.objectNode();
        content.put("semantics", SEMANTICS_VERSION);
        content.set("meaning", meaning);
        return ofBytes(CanonicalJson.compact(content));
    }

    static Fingerprint ofBytes(byte[] bytes) {
        return new Fingerprint(ContentHash.ofBytes(bytes));
    }

    @Override
    public String toString() {
        return hex;
    }
}
