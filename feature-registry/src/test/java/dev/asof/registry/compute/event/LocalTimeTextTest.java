package dev.asof.registry.compute.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalTimeTextTest {
    private static final LongColumn TIMES = new LongColumn(
            ScalarType.TIMESTAMP, new long[] {0, 1, Long.MAX_VALUE, 0}, new boolean[] {false, false, false, true});

    @Test
    void localTimesAreTextWithoutAnOffset() {
        BytesColumn texts = (BytesColumn) written(TIMES, Clock.LOCAL);
        assertThat(texts.type()).isEqualTo(ScalarType.STRING);
        assertThat(texts.text(0)).isEqualTo("1970-01-01T00:00:00");
        assertThat(texts.text(1)).isEqualTo("1970-01-01T00:00:00.000001");
        assertThat(texts.isNull(3)).isTrue();
    }

    @Test
    void aTimeOutOfRangeIsTextThatReadsAsNone() {
        BytesColumn texts = (BytesColumn) written(TIMES, Clock.LOCAL);
        assertThat(SourceClock.UTC.ofText(texts).failed(2)).isTrue();
        assertThat(SourceClock.UTC.ofText(texts).failed(1)).isFalse();
    }

    @Test
    void localTimesWithinListsAreText() {
        ListCodec codec = new ListCodec(new ListType(ScalarType.TIMESTAMP));
        ColumnBuilder lists = new ColumnBuilder(codec.type());
        lists.appendBytes(codec.encode(TIMES, 0, 2));
        assertThat(Conversions.text(written(lists.build(), Clock.LOCAL), 0))
                .hasValue("[\"1970-01-01T00:00:00\", \"1970-01-01T00:00:00.000001\"]");
    }

    @Test
    void instantsStayWhatTheyAre() {
        assertThat(written(TIMES, Clock.UTC)).isSameAs(TIMES);
    }

    private static Column written(Column column, Clock clock) {
        ColumnBatch batch = new ColumnBatch(
                new Schema(List.of(new Field("at", column.type(), clock))), List.of(column), column.size());
        return LocalTimeText.inPlaceOfLocalTimes(batch, 0);
    }
}
