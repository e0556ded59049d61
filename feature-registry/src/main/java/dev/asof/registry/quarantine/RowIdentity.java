package dev.asof.registry.quarantine;

import dev.asof.registry.repository.ContentHash;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The identity of a quarantined row: a hash of all of it but the time at which it was found. The types that values came with are part of
 * it, as equal texts of other types are other values: those of bytes and of text, of a time and of one without an offset. A null is one
 * whatever its column's type.
 */
final class RowIdentity {
    private static final int ID_BYTES = 16;

    private RowIdentity() {}

    static String of(QuarantinedRow row) {
        MessageDigest digest = ContentHash.sha256();
        add(row, digest);
        return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    }

    static void add(QuarantinedRow row, MessageDigest digest) {
        add(row.source(), digest);
        switch (row.origin()) {
            case QuarantineOrigin.FileRow file -> add(file.sha256() + ":" + file.row(), digest);
            case QuarantineOrigin.IngestedEvent event -> add(event.producer() + ":" + event.sequence(), digest);
        }
        for (QuarantinedRow.BrokenPromise promise : row.violations()) {
            add(promise.column(), digest);
            add(promise.reason().name(), digest);
        }
        for (QuarantinedRow.Cell cell : row.cells()) {
            add(cell.column(), digest);
            cell.text().ifPresentOrElse(text -> add(text, cell.type().displayName(), digest), () -> add("\0", digest));
        }
    }

    private static void add(String text, String type, MessageDigest digest) {
        add(text, digest);
        add(type, digest);
    }

    private static void add(String text, MessageDigest digest) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (bytes.length >>> shift));
        }
        digest.update(bytes);
    }
}
