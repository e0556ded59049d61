package dev.asof.online.state.bulk;

import dev.asof.online.state.entity.EntityAppends;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the pieces of records together, which come in the order of their keys: in memory, or on disk those of long records. One thread's. */
final class RecordJoin implements EntityAppends.RecordVisitor, AutoCloseable {
    private final Path folder;
    private final FrameTimes times;
    private final int mostBytes;
    private final Target target;
    private final List<byte[]> pieces = new ArrayList<>();
    private byte[] key = {};
    private int events;
    private int bytes;
    private @Nullable LongRecord longer;

    /** Takes whole records, in the order of their keys. */
    interface Target {
        void record(byte[] key, int events, byte[] frames);

        void longRecord(byte[] key, LongRecord record);
    }

    /**
     * @param folder for long records
     * @param mostBytes of a record in memory, and about those of a part of a long one
     */
    RecordJoin(Path folder, FrameTimes times, int mostBytes, Target target) {
        this.folder = folder;
        this.times = times;
        this.mostBytes = mostBytes;
        this.target = target;
    }

    @Override
    public void visit(byte[] keyOfPiece, int eventsOfPiece, byte[] frames) {
        if (!Arrays.equals(key, keyOfPiece)) {
            finish();
            key = keyOfPiece;
        }
        events += eventsOfPiece;
        bytes += longer == null ? frames.length : 0;
        pieces.add(frames);
        if (longer == null && bytes > mostBytes) {
            longer = new LongRecord(folder, times, mostBytes);
        }
        if (longer != null) {
            pieces.forEach(longer::add);
            pieces.clear();
        }
    }

    /** Hands the last record on. */
    void finish() {
        if (longer != null) {
            target.longRecord(key, longer);
        } else if (!pieces.isEmpty()) {
            target.record(key, events, pieces.size() == 1 ? pieces.getFirst() : joined());
        }
        close();
        pieces.clear();
        events = 0;
        bytes = 0;
    }

    private byte[] joined() {
        ByteArrayOutputStream joined = new ByteArrayOutputStream(bytes);
        pieces.forEach(joined::writeBytes);
        return joined.toByteArray();
    }

    @Override
    public void close() {
        if (longer != null) {
            longer.close();
            longer = null;
        }
    }
}
