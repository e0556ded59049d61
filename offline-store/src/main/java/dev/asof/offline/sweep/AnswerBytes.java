package dev.asof.offline.sweep;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Answers as bytes and back, for a process's own use. Feature by feature: the codes of the statuses, 64 bits a
 * value or, of the bytes lane, lengths and bytes, and the times of events where there are any.
 */
final class AnswerBytes {
    /** Of an array what is not its content. */
    private static final int ARRAY_BYTES = 24;

    /** Where an answer goes that isn't wanted. */
    static final int NOWHERE = -1;

    private AnswerBytes() {}

    /**
     * The answers from {@code from} to {@code to}, exclusive, compressed.
     *
     * @throws ArithmeticException if they are more than an array can hold
     */
    static PackedBytes pack(List<FeatureValues> values, int from, int to) {
        long size = values.stream().mapToLong(each -> size(each, from, to)).sum();
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(each -> put(out, each, from, to));
        return PackedBytes.of(out.array(), out.position());
    }

    /** Puts answers, not compressed any more, into the rows where they belong, one for each of {@code targets}, if it isn't {@link #NOWHERE}. */
    static void unpack(byte[] bytes, List<FeatureValues> values, int[] targets) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        values.forEach(each -> take(in, each, targets));
    }

    private static long size(FeatureValues values, int from, int to) {
        long rows = (long) to - from;
        return rows * (1 + Long.BYTES + Long.BYTES) + 1 + textBytes(values, from, to);
    }

    /** What the values of the bytes lane take in memory that are among the answers from {@code from} to {@code to}, exclusive. */
    static long heldTextBytes(List<FeatureValues> values, int from, int to) {
        return values.stream()
                .filter(each -> each.type().lane() == DataType.Lane.BYTES)
                .mapToLong(each -> textBytes(each, from, to) + (long) ARRAY_BYTES * (to - from))
                .sum();
    }

    private static long textBytes(FeatureValues values, int from, int to) {
        long bytes = 0;
        if (values.type().lane() == DataType.Lane.BYTES) {
            for (int row = from; row < to; row++) {
                bytes += values.hasValue(row) ? values.bytesAt(row).length : 0;
            }
        }
        return bytes;
    }

    private static void put(ByteBuffer out, FeatureValues values, int from, int to) {
        out.put(values.statusCodes(), from, to - from);
        if (values.type().lane() == DataType.Lane.BYTES) {
            for (int row = from; row < to; row++) {
                byte[] value = values.hasValue(row) ? values.bytesAt(row) : new byte[0];
                out.putInt(value.length).put(value);
            }
        } else {
            for (int row = from; row < to; row++) {
                out.putLong(values.bitsAt(row));
            }
        }
        putTimes(out, values, from, to);
    }

    private static void putTimes(ByteBuffer out, FeatureValues values, int from, int to) {
        boolean hasTimes = false;
        for (int row = from; row < to && !hasTimes; row++) {
            hasTimes = values.eventTimeMicros(row) != FeatureValues.NO_EVENT;
        }
        out.put((byte) (hasTimes ? 1 : 0));
        for (int row = from; row < to && hasTimes; row++) {
            out.putLong(values.eventTimeMicros(row));
        }
    }

    private static void take(ByteBuffer in, FeatureValues values, int[] targets) {
        byte[] statuses = new byte[targets.length];
        in.get(statuses);
        boolean isBytes = values.type().lane() == DataType.Lane.BYTES;
        for (int i = 0; i < targets.length; i++) {
            int length = isBytes ? in.getInt() : Long.BYTES;
            if (targets[i] == NOWHERE) {
                in.position(in.position() + length);
            } else if (isBytes) {
                byte[] value = new byte[length];
                in.get(value);
                values.setBytes(targets[i], statuses[i], value);
            } else {
                values.setBits(targets[i], statuses[i], in.getLong());
            }
        }
        if (in.get() != 0) {
            takeTimes(in, values, targets);
        }
    }

    private static void takeTimes(ByteBuffer in, FeatureValues values, int[] targets) {
        for (int target : targets) {
            long micros = in.getLong();
            if (target != NOWHERE) {
                values.setEventTimeMicros(target, micros);
            }
        }
    }
}
