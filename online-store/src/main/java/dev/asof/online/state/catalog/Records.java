package dev.asof.online.state.catalog;

import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.StateFailures;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;

/**
 * The records of {@link Family#META}: numbers big-endian, text as its length in 4 bytes and its UTF-8, hashes 32 bytes,
 * times 8 bytes.
 *
 * <pre>
 * last acceptance := time
 * source := name text
 * schema := columns 4 bytes, then per column: name text, type text
 * entity := name text, keys' schema 4
 * view   := source 4, entity 4, kept columns' schema 4, fingerprint text, loaded 1 byte (0 or 1), then per further source:
 *           source 4, loaded 1 byte
 * pass   := view 4, file hash, after time, until time, accepted at time, source 4 (of formats 3 and 4: not there, and the
 *           view's only one)
 * file   := path text, until time, rows 8, events 8, quarantined 8, dropped 8, left for later 8, last event time
 * counts := accepted 8, quarantined 8, dropped 8, refused 8, archived 8, last event time, last acceptance time,
 *           archived through time, released 8 (of format 3: not there, and 0)
 * roll   := first 8, last 8
 * </pre>
 */
final class Records {
    private Records() {}

    static byte[] of(Schema schema) {
        RecordWriter record = new RecordWriter().putInt(schema.size());
        for (Field field : schema.fields()) {
            record.putText(field.name()).putText(field.type().displayName());
        }
        return record.done();
    }

    static Schema schema(RecordReader record) {
        int size = record.getInt();
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            String name = record.getText();
            String type = record.getText();
            fields.add(new Field(
                    name,
                    DataType.named(type)
                            .orElseThrow(() -> StateFailures.damaged("column '" + name + "' has type " + type))));
        }
        return new Schema(fields);
    }

    static byte[] of(StoredView view, int schema) {
        int first = view.sources().getFirst();
        RecordWriter record = new RecordWriter()
                .putInt(first)
                .putInt(view.entity())
                .putInt(schema)
                .putText(view.fingerprint())
                .putByte(view.isLoaded(first) ? 1 : 0);
        for (int source : view.sources().subList(1, view.sources().size())) {
            record.putInt(source).putByte(view.isLoaded(source) ? 1 : 0);
        }
        return record.done();
    }

    /** @param schemas what numbers of schemas stand for */
    static StoredView view(int id, RecordReader record, IntFunction<Schema> schemas) {
        List<Integer> sources = new ArrayList<>(List.of(record.getInt()));
        int entity = record.getInt();
        Schema kept = schemas.apply(record.getInt());
        String fingerprint = record.getText();
        Set<Integer> loaded = new HashSet<>();
        if (record.getByte() != 0) {
            loaded.add(sources.getFirst());
        }
        while (record.hasMore()) {
            int source = record.getInt();
            sources.add(source);
            if (record.getByte() != 0) {
                loaded.add(source);
            }
        }
        return new StoredView(id, fingerprint, sources, entity, kept, loaded);
    }

    static byte[] of(LoadPass pass) {
        return new RecordWriter()
                .putInt(pass.view())
                .putBytes(HexFormat.of().parseHex(pass.sha256()))
                .putLong(pass.afterMicros())
                .putLong(pass.untilMicros())
                .putLong(pass.acceptedAtMicros())
                .putInt(pass.source())
                .done();
    }

    /** @param onlySource the source of a view that has one */
    static LoadPass pass(int id, RecordReader record, IntUnaryOperator onlySource) {
        int view = record.getInt();
        String sha256 = sha256(record);
        long after = record.getLong();
        long until = record.getLong();
        long acceptedAt = record.getLong();
        int source = record.hasMore() ? record.getInt() : onlySource.applyAsInt(view);
        return new LoadPass(id, view, source, sha256, after, until, acceptedAt);
    }

    static byte[] of(StoredFile file) {
        FileCounts counts = file.counts();
        return new RecordWriter()
                .putText(file.path())
                .putLong(file.untilMicros())
                .putLong(counts.rows())
                .putLong(counts.events())
                .putLong(counts.quarantined())
                .putLong(counts.dropped())
                .putLong(counts.leftForLater())
                .putLong(counts.lastEventMicros())
                .done();
    }

    static StoredFile file(int source, String sha256, RecordReader record) {
        return new StoredFile(
                source,
                sha256,
                record.getText(),
                record.getLong(),
                new FileCounts(
                        record.getLong(),
                        record.getLong(),
                        record.getLong(),
                        record.getLong(),
                        record.getLong(),
                        record.getLong()));
    }

    static byte[] of(SourceCounts counts) {
        return new RecordWriter()
                .putLong(counts.accepted())
                .putLong(counts.quarantined())
                .putLong(counts.dropped())
                .putLong(counts.refused())
                .putLong(counts.archived())
                .putLong(counts.lastEventMicros())
                .putLong(counts.lastAcceptedMicros())
                .putLong(counts.archivedThroughMicros())
                .putLong(counts.released())
                .done();
    }

    static SourceCounts counts(RecordReader record) {
        return new SourceCounts(
                record.getLong(),
                record.getLong(),
                record.getLong(),
                record.getLong(),
                record.getLong(),
                record.getLong(),
                record.getLong(),
                record.getLong(),
                record.hasMore() ? record.getLong() : 0);
    }

    static byte[] of(Roll roll) {
        return new RecordWriter().putLong(roll.first()).putLong(roll.last()).done();
    }

    static Roll roll(int source, Roll.Kind kind, RecordReader record) {
        return new Roll(kind, source, record.getLong(), record.getLong());
    }

    static String sha256(RecordReader record) {
        return HexFormat.of().formatHex(record.getBytes(32));
    }
}
