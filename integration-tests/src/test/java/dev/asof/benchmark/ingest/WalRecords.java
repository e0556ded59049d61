package dev.asof.benchmark.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The batches that RocksDB wrote to a write-ahead log, as it takes them again. The format is that of RocksDB's
 * {@code log_format.h}: blocks of 32 KiB, in which a record is whole or in parts, each with its length and kind.
 */
final class WalRecords {
    private static final int BLOCK = 32 << 10;
    private static final int HEADER = 7;
    private static final int FULL = 1;
    private static final int LAST = 4;

    private WalRecords() {}

    static List<byte[]> read(Path log) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(log)).order(ByteOrder.LITTLE_ENDIAN);
        List<byte[]> records = new ArrayList<>();
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        while (bytes.remaining() >= HEADER) {
            int leftInBlock = BLOCK - bytes.position() % BLOCK;
            if (leftInBlock < HEADER) {
                bytes.position(bytes.position() + leftInBlock);
                continue;
            }
            int length = Short.toUnsignedInt(bytes.getShort(bytes.position() + 4));
            int kind = bytes.get(bytes.position() + 6);
            if (kind == 0) {
                break;
            }
            bytes.position(bytes.position() + HEADER);
            if (kind >= FULL && kind <= LAST) {
                record.write(bytes.array(), bytes.position(), length);
            }
            bytes.position(bytes.position() + length);
            if (kind == FULL || kind == LAST) {
                records.add(record.toByteArray());
                record.reset();
            }
        }
        return records;
    }
}
