package dev.asof.cli.verify;

import dev.asof.cli.console.Words;
import dev.asof.cli.context.TimeText;
import dev.asof.registry.compute.event.ValueText;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compares two answers to the same questions, bit for bit, and counts. */
public final class AnswerComparison {
    private static final int MOST_LISTED = 20;

    private final Map<ValueStatus, Long> countByStatus = new EnumMap<>(ValueStatus.class);
    private final List<Mismatch> listed = new ArrayList<>();
    private final List<Mismatch> listedOfErased = new ArrayList<>();
    private long compared;
    private long mismatches;
    private long mismatchesOfErased;

    /** Tells of a question, by its row. */
    public interface Asked {
        String describe(int row);

        /** Whether the answer is about an entity that was erased. */
        boolean isErased(int row);
    }

    /**
     * A value that differs.
     *
     * @param question which entity, at which times
     * @param erased whether the entity was erased
     */
    public record Mismatch(String feature, String question, String online, String offline, boolean erased) {}

    /**
     * What a comparison found.
     *
     * @param mismatchesOfErased those of them that are about entities which were erased
     * @param byStatus compared values by the status that the server gave
     * @param listed the first mismatches, those about erased entities after the others
     */
    public record Findings(
            long compared,
            long mismatches,
            long mismatchesOfErased,
            Map<String, Long> byStatus,
            List<Mismatch> listed) {
        public Findings {
            byStatus = Collections.unmodifiableMap(new TreeMap<>(byStatus));
            listed = List.copyOf(listed);
        }
    }

    /**
     * Compares values of one feature.
     *
     * @param online answers to some of the questions
     * @param offline answers to all of them
     * @param from the question that {@code online} begins with
     * @param asked tells of the questions
     */
    public void add(String feature, Series online, Series offline, int from, Asked asked) {
        for (int row = 0; row < online.size(); row++) {
            compared++;
            countByStatus.merge(online.statuses().get(row), 1L, Long::sum);
            if (!isSame(online, row, offline, from + row)) {
                boolean isErased = asked.isErased(from + row);
                count(new Mismatch(
                        feature, asked.describe(from + row), text(online, row), text(offline, from + row), isErased));
            }
        }
    }

    private void count(Mismatch mismatch) {
        mismatches++;
        if (mismatch.erased()) {
            mismatchesOfErased++;
        }
        List<Mismatch> list = mismatch.erased() ? listedOfErased : listed;
        if (list.size() < MOST_LISTED) {
            list.add(mismatch);
        }
    }

    public Findings findings() {
        Map<String, Long> byStatus = new TreeMap<>();
        countByStatus.forEach((status, count) -> byStatus.put(Words.of(status), count));
        List<Mismatch> first = Stream.concat(listed.stream(), listedOfErased.stream())
                .limit(MOST_LISTED)
                .toList();
        return new Findings(compared, mismatches, mismatchesOfErased, byStatus, first);
    }

    /** Only {@code latest} features have event times on the wire. */
    private static boolean isSame(Series online, int row, Series offline, int offlineRow) {
        return online.statuses().get(row) == offline.statuses().get(offlineRow)
                && isSame(online.values(), row, offline.values(), offlineRow)
                && (online.eventTimes().length == 0 || online.eventTimes()[row] == offline.eventTimes()[offlineRow]);
    }

    private static boolean isSame(Column one, int row, Column other, int otherRow) {
        if (!one.type().equals(other.type()) || one.isNull(row) != other.isNull(otherRow)) {
            return false;
        }
        return one.isNull(row)
                || switch (one) {
                    case LongColumn longs -> longs.values()[row] == ((LongColumn) other).values()[otherRow];
                    case DoubleColumn doubles ->
                        Double.doubleToRawLongBits(doubles.values()[row])
                                == Double.doubleToRawLongBits(((DoubleColumn) other).values()[otherRow]);
                    case BytesColumn bytes -> Arrays.equals(bytes.bytes(row), ((BytesColumn) other).bytes(otherRow));
                };
    }

    private static String text(Series series, int row) {
        String time = series.eventTimes().length == 0 || series.eventTimes()[row] == FeatureValues.NO_EVENT
                ? ""
                : " of " + TimeText.of(series.eventTimes()[row]);
        return ValueText.of(series.values(), row) + bits(series.values(), row) + " "
                + Words.of(series.statuses().get(row)) + time;
    }

    /** The bits of a float, which may differ where its digits don't. */
    private static String bits(Column column, int row) {
        return column instanceof DoubleColumn doubles && !column.isNull(row)
                ? " (" + Long.toHexString(Double.doubleToRawLongBits(doubles.values()[row])) + ")"
                : "";
    }
}
