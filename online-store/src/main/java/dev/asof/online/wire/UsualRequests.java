package dev.asof.online.wire;

import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.lookup.Selection;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.v1.GetOnlineFeaturesRequest;
import dev.asof.v1.NamedColumn;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the requests that are most common without making a message: a feature service, asked about now, by one column of int64 without
 * nulls. They mean what the generated classes would read; whatever else a request may be is left to those. Remembers what the last
 * request asked, as the next mostly asks the same. Thread-safe.
 */
public final class UsualRequests {
    private static final int SERVICE = GetOnlineFeaturesRequest.FEATURE_SERVICE_FIELD_NUMBER << 3 | WireInput.LENGTH;
    private static final int ROWS = GetOnlineFeaturesRequest.ROWS_FIELD_NUMBER << 3 | WireInput.LENGTH;
    private static final int EVENT_TIMES = GetOnlineFeaturesRequest.INCLUDE_EVENT_TIMES_FIELD_NUMBER << 3;
    private static final int NO_SCHEMA = GetOnlineFeaturesRequest.OMIT_SCHEMA_FIELD_NUMBER << 3;
    private static final int FIRST = 1 << 3 | WireInput.LENGTH;
    private static final int VERSION = dev.asof.v1.FeatureServiceRef.VERSION_FIELD_NUMBER << 3;
    private static final int VALUES = NamedColumn.VALUES_FIELD_NUMBER << 3 | WireInput.LENGTH;
    private static final int INT64S = dev.asof.v1.Column.INT64S_FIELD_NUMBER << 3 | WireInput.LENGTH;
    private static final Selection.OfService NO_SERVICE = new Selection.OfService("", 0);
    private static final Schema NO_COLUMNS = new Schema(List.of());

    private volatile Asked last = new Asked(NO_SERVICE, NO_COLUMNS);

    /** What requests have in common but for their keys. */
    private record Asked(Selection.OfService service, Schema columns) {}

    /** The request; null if it is not of the usual kind. */
    public @Nullable LookupMessage read(byte[] message) {
        try {
            return new Reading(message, last).read();
        } catch (WireInput.Unusual left) {
            return null;
        }
    }

    /** The reading of one message. */
    private final class Reading {
        private final WireInput in;
        private final Asked before;
        private Optional<Selection.OfService> service = Optional.empty();
        private @Nullable LongColumn keys;
        private Schema columns = NO_COLUMNS;
        private boolean hasEventTimes;
        private boolean hasNoSchema;
        private boolean isNew;

        Reading(byte[] message, Asked before) {
            this.in = new WireInput(message);
            this.before = before;
        }

        @Nullable
        LookupMessage read() {
            while (in.hasMore()) {
                int tag = in.varint();
                if (tag == SERVICE && service.isEmpty()) {
                    readService();
                } else if (tag == ROWS && keys == null) {
                    readRows();
                } else if (tag == EVENT_TIMES) {
                    hasEventTimes = in.varint() != 0;
                } else if (tag == NO_SCHEMA) {
                    hasNoSchema = in.varint() != 0;
                } else {
                    return null;
                }
            }
            LongColumn column = keys;
            return column == null || service.isEmpty() || service.get().name().isEmpty()
                    ? null
                    : message(service.get(), column);
        }

        private LookupMessage message(Selection.OfService asked, LongColumn column) {
            if (isNew) {
                last = new Asked(asked, columns);
            }
            ColumnBatch rows = new ColumnBatch(columns, List.<Column>of(column), column.size());
            LookupRequest request = new LookupRequest(asked, rows, QuestionTimes.NOW);
            return new LookupMessage(
                    column.size(), () -> request, new AnswerBytes.AnswerParts(!hasNoSchema, hasEventTimes));
        }

        private void readService() {
            int end = in.begin();
            in.expect(FIRST);
            int nameEnd = in.begin();
            int nameAt = in.position();
            in.skipAscii(nameEnd);
            int version = 0;
            if (in.position() < end) {
                in.expect(VERSION);
                version = in.varint();
            }
            in.end(end);
            boolean isSame = before.service().version() == version
                    && in.isText(before.service().name(), nameAt, nameEnd);
            isNew |= !isSame;
            service =
                    Optional.of(isSame ? before.service() : new Selection.OfService(in.text(nameAt, nameEnd), version));
        }

        private void readRows() {
            int end = in.begin();
            in.expect(FIRST);
            int columnEnd = in.begin();
            in.expect(FIRST);
            int nameEnd = in.begin();
            int nameAt = in.position();
            in.skipAscii(nameEnd);
            in.expect(VALUES);
            int valuesEnd = in.begin();
            in.expect(INT64S);
            int arrayEnd = in.begin();
            in.expect(FIRST);
            keys = new LongColumn(ScalarType.INT64, in.fixed64s());
            in.end(arrayEnd);
            in.end(valuesEnd);
            in.end(columnEnd);
            in.end(end);
            boolean isSame = before.columns().size() == 1
                    && in.isText(before.columns().field(0).name(), nameAt, nameEnd);
            isNew |= !isSame;
            columns = isSame
                    ? before.columns()
                    : new Schema(List.of(new Field(in.text(nameAt, nameEnd), ScalarType.INT64)));
        }
    }
}
