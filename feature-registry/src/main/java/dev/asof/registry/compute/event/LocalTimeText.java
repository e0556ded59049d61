package dev.asof.registry.compute.event;

import dev.asof.registry.compute.event.Coercion.Coerced;
import dev.asof.registry.compute.expression.kernel.Times;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.TimestampRange;

/**
 * Times on other clocks than UTC's as text without an offset, such as {@code 2024-02-29T12:30:00}, which a source reads as
 * the instants that it reads the times themselves as. So they can be kept and sent where only instants can.
 */
public final class LocalTimeText {
    /** What stands for a time that does not fit, and reads as none. */
    private static final String OUT_OF_RANGE = "out of range";

    private LocalTimeText() {}

    /** A column of a batch, with texts in place of local times, also within lists and maps. */
    public static Column inPlaceOfLocalTimes(ColumnBatch batch, int column) {
        return batch.schema().field(column).clock() == Clock.LOCAL
                ? withTexts(batch.column(column))
                : batch.column(column);
    }

    private static Column withTexts(Column column) {
        return switch (column) {
            case LongColumn longs when longs.type() == ScalarType.TIMESTAMP -> texts(longs);
            case BytesColumn nested
            when nested.type().isNested() ->
                NestedCoercion.coerce(
                                SourceClock.withTexts(nested.type()),
                                nested,
                                (type, values) -> new Coerced(values, withTexts(values), null))
                        .column();
            case Column other -> other;
        };
    }

    private static Column texts(LongColumn times) {
        ColumnBuilder texts = new ColumnBuilder(ScalarType.STRING);
        for (int row = 0; row < times.size(); row++) {
            if (times.isNull(row)) {
                texts.appendNull();
            } else {
                texts.appendText(text(times.values()[row]));
            }
        }
        return texts.build();
    }

    private static String text(long localMicros) {
        if (!TimestampRange.contains(localMicros)) {
            return OUT_OF_RANGE;
        }
        String utc = Times.formatTimestamp(localMicros);
        return utc.substring(0, utc.length() - 1);
    }
}
