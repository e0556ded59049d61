package dev.asof.it.oracle;

import static dev.asof.it.oracle.Type.INT64;
import static dev.asof.it.oracle.Type.STRING;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hashes of texts and integers. */
final class HashFunctions {
    private HashFunctions() {}

    static List<RowFunction> all() {
        return List.of(
                RowFunction.of("xxhash64", List.of(STRING), INT64, a -> Sketches.hash(STRING, a.getFirst())),
                RowFunction.of("xxhash64", List.of(INT64), INT64, a -> Sketches.hash(INT64, a.getFirst())),
                RowFunction.of("hash_bucket", List.of(STRING, INT64), INT64, a -> bucket(STRING, a)),
                RowFunction.of("hash_bucket", List.of(INT64, INT64), INT64, a -> bucket(INT64, a)),
                RowFunction.of("sha256", List.of(STRING), STRING, a -> sha256((String) a.getFirst())));
    }

    private static @Nullable Object bucket(Type type, List<Object> arguments) {
        long buckets = (Long) arguments.get(1);
        if (buckets < 1) {
            return null;
        }
        BigInteger hash = new BigInteger(Long.toUnsignedString(Sketches.hash(type, arguments.getFirst())));
        return hash.mod(BigInteger.valueOf(buckets)).longValueExact();
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
