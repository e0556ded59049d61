package dev.asof.registry.compute.expression.function;

import static dev.asof.registry.compute.schema.ScalarType.INT64;
import static dev.asof.registry.compute.schema.ScalarType.STRING;

import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.hash.XxHash64;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Hashes, for encodings: of the UTF-8 of a string, or of the 8 bytes of an integer, little-endian. */
final class HashFunctions {
    private HashFunctions() {}

    static List<ScalarFunction> all() {
        return List.of(
                new FunctionBuilder(
                                "xxhash64",
                                ScalarFunction.Category.TEXT,
                                "XXH64 with seed 0, of the UTF-8 of a string or the 8 bytes of an integer, little-endian.")
                        .takes(List.of(STRING), INT64, row -> row.set(ofText(row)))
                        .takes(List.of(INT64), INT64, row -> row.set(XxHash64.ofLong(row.longAt(0))))
                        .example("xxhash64('abc')", "4952883123889572249")
                        .example("xxhash64('')", "-1205034819632174695")
                        .build(),
                new FunctionBuilder(
                                "hash_bucket",
                                ScalarFunction.Category.TEXT,
                                "One of `n` buckets, from 0: the remainder of `xxhash64(x)`, taken as unsigned, by `n`.")
                        .fails("`n` is less than 1")
                        .takes(List.of(STRING, INT64), INT64, row -> bucket(row, ofText(row)))
                        .takes(List.of(INT64, INT64), INT64, row -> bucket(row, XxHash64.ofLong(row.longAt(0))))
                        .example("hash_bucket('abc', 10)", "9")
                        .example("hash_bucket('abc', 1)", "0")
                        .build(),
                new FunctionBuilder(
                                "sha256",
                                ScalarFunction.Category.TEXT,
                                "SHA-256 of the UTF-8 of a string, as 64 small hexadecimal digits.")
                        .takes(List.of(STRING), STRING, HashFunctions::sha256)
                        .example("sha256('abc')", "'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'")
                        .build());
    }

    private static long ofText(Cursor row) {
        return XxHash64.of(row.dataAt(0), row.fromAt(0), row.toAt(0));
    }

    private static void bucket(Cursor row, long hash) {
        if (row.longAt(1) < 1) {
            row.fail();
        } else {
            row.set(Long.remainderUnsigned(hash, row.longAt(1)));
        }
    }

    private static void sha256(Cursor row) {
        MessageDigest digest = newDigest();
        digest.update(row.dataAt(0), row.fromAt(0), row.toAt(0) - row.fromAt(0));
        row.text().append(HexFormat.of().formatHex(digest.digest()).getBytes(StandardCharsets.US_ASCII));
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
