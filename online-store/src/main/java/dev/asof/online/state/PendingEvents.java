package dev.asof.online.state;

import dev.asof.online.state.catalog.Counts;
import dev.asof.online.state.catalog.RecordReader;
import dev.asof.registry.compute.schema.Micros;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Accepted events of one schema and day that follow each other and are not in the archive yet, under the acceptance of the first.
 *
 * <pre>
 * events := schema 4, (length count, row)*     of consecutive acceptances
 * </pre>
 */
final class PendingEvents {
    /** The most events of a record. */
    static final int MOST = 1_024;

    private PendingEvents() {}

    /** How many of so many events go into the record that begins with this acceptance. */
    static int inOneRecord(long firstMicros, int events) {
        long leftOfDay = Micros.PER_DAY - Micros.ofDay(firstMicros);
        return (int) Math.min(Math.min(MOST, events), leftOfDay);
    }

    static byte[] encode(int schema, List<byte[]> rows) {
        int size = Integer.BYTES;
        for (byte[] row : rows) {
            size += Counts.sizeOf(row.length) + row.length;
        }
        ByteBuffer record = ByteBuffer.allocate(size).putInt(schema);
        for (byte[] row : rows) {
            Counts.put(row.length, record);
            record.put(row);
        }
        return record.array();
    }

    static int schema(byte[] record) {
        return ByteBuffer.wrap(record).getInt();
    }

    /** @throws dev.asof.registry.error.AsofException if these are not the bytes of a record */
    static List<byte[]> rows(byte[] record) {
        return RecordReader.read(record, reader -> {
            reader.getInt();
            List<byte[]> rows = new ArrayList<>();
            while (reader.hasMore()) {
                rows.add(reader.getBytes(reader.getCount()));
            }
            return rows;
        });
    }
}
