package dev.asof.online.lookup;

import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/** The answers about one entity for one row, as {@link PackedLayout} packs them. */
public final class PackedAnswers {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final PackedLayout layout;
    private final byte[] bytes;
    private final int from;

    /** @param from where in {@code bytes} they begin */
    PackedAnswers(PackedLayout layout, byte[] bytes, int from) {
        this.layout = layout;
        this.bytes = bytes;
        this.from = from;
    }

    static long longAt(byte[] bytes, int at) {
        return (long) LONGS.get(bytes, at);
    }

    static void putLong(byte[] bytes, int at, long value) {
        LONGS.set(bytes, at, value);
    }

    /** Whether every value is {@link ValueStatus#PRESENT}. */
    boolean areAllPresent() {
        return bytes[from + Long.BYTES * layout.size()] != 0;
    }

    /** The value of a feature that is no run of bytes, as {@link FeatureValues#bitsAt} gives it. */
    long bitsAt(int feature) {
        return longAt(bytes, from + Long.BYTES * feature);
    }

    /** Writes the answers into a row. */
    void unpack(List<List<FeatureValues>> ofViews, int row) {
        int size = layout.size();
        int positionsAt = from + Long.BYTES * size + 2;
        int times = bytes[positionsAt - 1];
        int statusesAt = from + layout.statusesAt(times);
        boolean areAllPresent = areAllPresent();
        int bytesAt = statusesAt + (areAllPresent ? 0 : size);
        int feature = 0;
        for (int view : layout.views()) {
            for (FeatureValues target : ofViews.get(view)) {
                byte status = areAllPresent ? ValueStatus.PRESENT.code() : bytes[statusesAt + feature];
                if (!layout.isBytes(feature)) {
                    target.setBits(row, status, bitsAt(feature));
                } else if (ValueStatus.ofCode(status).hasValue()) {
                    int length = (int) bitsAt(feature);
                    target.setBytes(row, status, Arrays.copyOfRange(bytes, bytesAt, bytesAt + length));
                    bytesAt += length;
                } else {
                    target.setAbsent(row, ValueStatus.ofCode(status));
                }
                int time = bytes[positionsAt + feature];
                if (time > 0) {
                    target.setEventTimeMicros(row, longAt(bytes, positionsAt + size + Long.BYTES * (time - 1)));
                }
                feature++;
            }
        }
    }

    /** Counts the statuses, of each view with its own. */
    void count(List<AskedLiveView> views) {
        int size = layout.size();
        int statusesAt = from + layout.statusesAt(bytes[from + Long.BYTES * size + 1]);
        boolean areAllPresent = areAllPresent();
        for (int i = 0; i < layout.views().length; i++) {
            ViewCounts counts = views.get(layout.views()[i]).counts();
            if (areAllPresent) {
                counts.addPresent(layout.featureCount(i));
            } else {
                counts.add(bytes, statusesAt, statusesAt + layout.featureCount(i));
            }
            statusesAt += layout.featureCount(i);
        }
    }
}
