package dev.asof.online.lookup;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the answers about one entity, for one row, are packed: those of all views that are asked about it, one after another.
 * Immutable and thread-safe.
 *
 * <pre>
 * answers  := value 8 per feature | 01, or 00 where statuses are listed | count of times 1
 *             time's position 1 per feature, from 1, 0 for none | time 8 per time | status 1 per feature, where listed | bytes
 * value    := the bits of a number, or the length in bytes
 * </pre>
 */
final class PackedLayout {
    private static final int MOST_TIMES = 100;
    private static final byte PRESENT = ValueStatus.PRESENT.code();

    private final int[] views;
    private final boolean[] isBytes;
    private final int[] firstOfView;

    /**
     * @param views the positions of the views among the plan's
     * @param types per view the types of its features
     */
    PackedLayout(int[] views, List<List<DataType>> types) {
        this.views = views;
        this.firstOfView = new int[views.length + 1];
        List<DataType> all = new ArrayList<>();
        for (int i = 0; i < views.length; i++) {
            all.addAll(types.get(i));
            firstOfView[i + 1] = all.size();
        }
        this.isBytes = new boolean[all.size()];
        for (int i = 0; i < isBytes.length; i++) {
            isBytes[i] = all.get(i).lane() == DataType.Lane.BYTES;
        }
    }

    /** The positions of the views among the plan's. */
    int[] views() {
        return views;
    }

    int size() {
        return isBytes.length;
    }

    /** Where the features of the view of this position begin, of a view of the layout. */
    int firstOf(int view) {
        for (int i = 0; i < views.length; i++) {
            if (views[i] == view) {
                return firstOfView[i];
            }
        }
        throw new IllegalArgumentException("No view " + view);
    }

    int featureCount(int viewOfLayout) {
        return firstOfView[viewOfLayout + 1] - firstOfView[viewOfLayout];
    }

    /** The answers to a row; empty if they can't be packed. */
    Optional<byte[]> pack(List<List<FeatureValues>> ofViews, int row) {
        List<FeatureValues> features = new ArrayList<>(isBytes.length);
        for (int view : views) {
            features.addAll(ofViews.get(view));
        }
        EventTimes times = EventTimes.of(features, row);
        if (times.count() > MOST_TIMES) {
            return Optional.empty();
        }
        boolean areAllPresent = true;
        int bytes = 0;
        for (int i = 0; i < isBytes.length; i++) {
            areAllPresent &= features.get(i).statusCodes()[row] == PRESENT;
            bytes += isBytes[i] && features.get(i).hasValue(row)
                    ? features.get(i).bytesAt(row).length
                    : 0;
        }
        byte[] packed = new byte[statusesAt(times.count()) + (areAllPresent ? 0 : isBytes.length) + bytes];
        int at = Long.BYTES * isBytes.length;
        packed[at] = (byte) (areAllPresent ? 1 : 0);
        times.write(packed, at + 1);
        write(features, row, areAllPresent, packed, statusesAt(times.count()));
        return Optional.of(packed);
    }

    /** Where statuses begin, or else bytes. */
    int statusesAt(int times) {
        return Long.BYTES * (isBytes.length + times) + 2 + isBytes.length;
    }

    private void write(List<FeatureValues> features, int row, boolean areAllPresent, byte[] packed, int statusesAt) {
        int bytesAt = statusesAt + (areAllPresent ? 0 : isBytes.length);
        for (int i = 0; i < isBytes.length; i++) {
            FeatureValues feature = features.get(i);
            if (!areAllPresent) {
                packed[statusesAt + i] = feature.statusCodes()[row];
            }
            if (!isBytes[i]) {
                PackedAnswers.putLong(packed, Long.BYTES * i, feature.bitsAt(row));
            } else if (feature.hasValue(row)) {
                byte[] value = feature.bytesAt(row);
                PackedAnswers.putLong(packed, Long.BYTES * i, value.length);
                System.arraycopy(value, 0, packed, bytesAt, value.length);
                bytesAt += value.length;
            }
        }
    }

    boolean isBytes(int feature) {
        return isBytes[feature];
    }

    /** The times of the events that answered, each once. */
    private record EventTimes(byte[] positions, long[] times, int count) {
        static EventTimes of(List<FeatureValues> features, int row) {
            byte[] positions = new byte[features.size()];
            long[] times = new long[MOST_TIMES + 1];
            int count = 0;
            for (int i = 0; i < positions.length && count <= MOST_TIMES; i++) {
                long time = features.get(i).eventTimeMicros(row);
                int at = 0;
                while (at < count && times[at] != time) {
                    at++;
                }
                if (time != FeatureValues.NO_EVENT) {
                    if (at == count) {
                        times[count++] = time;
                    }
                    positions[i] = (byte) (at + 1);
                }
            }
            return new EventTimes(positions, times, count);
        }

        void write(byte[] packed, int from) {
            packed[from] = (byte) count;
            System.arraycopy(positions, 0, packed, from + 1, positions.length);
            for (int i = 0; i < count; i++) {
                PackedAnswers.putLong(packed, from + 1 + positions.length + Long.BYTES * i, times[i]);
            }
        }
    }
}
