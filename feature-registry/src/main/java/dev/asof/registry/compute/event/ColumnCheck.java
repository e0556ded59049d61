package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.StatedRows;
import dev.asof.registry.compute.schema.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** The checks of one column: its type, then null, then text, then bounds. One violation a row at most. */
final class ColumnCheck {
    /** More allowed values than this are not listed. */
    private static final int SHOWN = 10;

    private final ColumnContract contract;
    private final Presence presence;
    private final List<Bound> bounds;

    private ColumnCheck(ColumnContract contract, Presence presence, List<Bound> bounds) {
        this.contract = contract;
        this.presence = presence;
        this.bounds = bounds;
    }

    /** Allowed values as a message shows them. */
    private static String listed(List<Value> values) {
        String shown = values.stream().limit(SHOWN).map(ValueText::of).collect(Collectors.joining(", "));
        return values.size() > SHOWN ? shown + ", ..." : shown;
    }

    /** What a null means. */
    enum Presence {
        OPTIONAL,
        REQUIRED
    }

    static ColumnCheck of(ColumnContract contract, SourceContract source) {
        String name = contract.field().name();
        boolean isTime = name.equals(source.eventTime()) || source.arrivalTime().equals(Optional.of(name));
        Presence presence = isTime || !contract.nullable() ? Presence.REQUIRED : Presence.OPTIONAL;
        return new ColumnCheck(contract, presence, boundsOf(contract, isTime));
    }

    static ColumnCheck ofKey(Field key) {
        return new ColumnCheck(ColumnContract.ofType(key), Presence.REQUIRED, List.of());
    }

    static ColumnCheck ofRequest(Field column) {
        return new ColumnCheck(ColumnContract.ofType(column), Presence.OPTIONAL, List.of());
    }

    ColumnContract contract() {
        return contract;
    }

    /** The column in the contract's type; what breaks a promise goes to {@code sink}. */
    Column check(RawColumn raw, SourceClock clock, ViolationSink sink) {
        Coercion.Coerced coerced = Coercion.coerce(contract.field(), raw, clock);
        Column column = coerced.column();
        if (isAlwaysMet(column, coerced)) {
            return column;
        }
        for (int row = 0; row < column.size(); row++) {
            if (coerced.failed(row)) {
                sink.accept(row, Violation.Reason.TYPE, coerced.reason(row));
            } else if (!column.isNull(row)) {
                checkValue(column, row, sink);
            } else if (presence == Presence.REQUIRED) {
                sink.accept(row, Violation.Reason.NULL, "the value is null, which the column does not allow");
            }
        }
        return column;
    }

    /**
     * Whether the values that are known of the column keep all promises, as far as it takes them to prove that. It is the same for any of the
     * rows; without it nothing is proved of any.
     */
    boolean isMetByValues(StatedRows rows) {
        return isProvenByEnds()
                || rows.constant(contract.field().name())
                        .map(this::isMetBy)
                        .orElseGet(() -> isOfType(rows) && areFineByValues(rows));
    }

    /** Whether the rest is proved, too: that nulls are fine, and where ends of values suffice, they. */
    boolean isMetByEnds(StatedRows rows) {
        return rows.constant(contract.field().name())
                .map(this::isMetBy)
                .orElseGet(() -> isOfType(rows) && nullsAreFine(rows) && (!isProvenByEnds() || areFineByEnds(rows)));
    }

    /** Whether the ends of values, or nothing of them, say all: no two values keep a promise that one between them breaks. */
    private boolean isProvenByEnds() {
        return contract.oneOf().isEmpty()
                && switch (contract.field().type().lane()) {
                    case LONG -> true;
                    case DOUBLE -> bounds.isEmpty();
                    case BYTES -> false;
                };
    }

    /** Asked of sources in UTC alone. */
    private boolean isMetBy(Column value) {
        BitSet broken = new BitSet();
        check(new RawColumn(value, Clock.UTC), SourceClock.UTC, (row, reason, message) -> broken.set(row));
        return broken.isEmpty();
    }

    private boolean isOfType(StatedRows rows) {
        Field field = contract.field();
        return rows.type(field.name()).equals(Optional.of(field.type()));
    }

    private boolean nullsAreFine(StatedRows rows) {
        return presence == Presence.OPTIONAL
                || rows.nulls(contract.field().name()).equals(OptionalLong.of(0));
    }

    private boolean areFineByEnds(StatedRows rows) {
        String name = contract.field().name();
        return contract.field().type().lane() == DataType.Lane.DOUBLE
                || rows.range(name).map(this::areFine).orElseGet(() -> areFineByValues(rows));
    }

    private boolean areFineByValues(StatedRows rows) {
        return contract.field().type() != ScalarType.TIMESTAMP
                && rows.values(contract.field().name()).stream().anyMatch(this::areFine);
    }

    private boolean areFine(StatedRows.Range range) {
        return areFine(new LongColumn(contract.field().type(), new long[] {range.min(), range.max()}, null));
    }

    /** Values of the type, which is not to say that it has them all: of times and decimals a file may hold some that it has not. */
    private boolean areFine(Column values) {
        Coercion.Coerced typed = Coercion.coerce(contract.field(), new RawColumn(values, Clock.UTC), SourceClock.UTC);
        return !typed.hasFailures() && areAllFine(typed.column());
    }

    private boolean isAlwaysMet(Column column, Coercion.Coerced coerced) {
        boolean nullsAreFine = presence == Presence.OPTIONAL || !column.mayHaveNulls();
        boolean anyValueIsFine = switch (column) {
            case BytesColumn text -> allOfDictionaryAreFine(text);
            case LongColumn longs -> contract.oneOf().isEmpty() && (bounds.isEmpty() || endsAreFine(longs));
            case DoubleColumn doubles -> bounds.isEmpty() && contract.oneOf().isEmpty();
        };
        return nullsAreFine && anyValueIsFine && !coerced.hasFailures();
    }

    /** No value between two that are within bounds is beyond them. */
    private boolean endsAreFine(LongColumn longs) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        long[] values = longs.values();
        for (int row = 0; row < values.length; row++) {
            if (!longs.isNull(row)) {
                least = Math.min(least, values[row]);
                greatest = Math.max(greatest, values[row]);
            }
        }
        return least > greatest || areAllFine(new LongColumn(longs.type(), new long[] {least, greatest}));
    }

    /** Whether the column holds codes, and no value that they may stand for breaks a promise. */
    private boolean allOfDictionaryAreFine(BytesColumn text) {
        return text.dictionary()
                .map(BytesColumn.Dictionary::values)
                .filter(values -> values.size() <= text.size())
                .map(this::areAllFine)
                .orElse(false);
    }

    private boolean areAllFine(Column values) {
        BitSet broken = new BitSet();
        for (int row = 0; row < values.size() && broken.isEmpty(); row++) {
            checkValue(values, row, (brokenRow, reason, message) -> broken.set(brokenRow));
        }
        return broken.isEmpty();
    }

    private void checkValue(Column column, int row, ViolationSink sink) {
        if (column instanceof BytesColumn text && !Utf8.isValid(text, row)) {
            sink.accept(row, Violation.Reason.UTF8, "the text is not valid UTF-8");
            return;
        }
        for (Bound bound : bounds) {
            if (!isWithin(column, row, bound)) {
                sink.accept(row, bound.reason(), bound.brokenBy(column, row));
                return;
            }
        }
        if (!contract.oneOf().isEmpty() && !isOneOf(column, row, contract.oneOf())) {
            sink.accept(
                    row,
                    Violation.Reason.ONE_OF,
                    ValueText.of(column, row) + " is not one of the allowed values: " + listed(contract.oneOf()));
        }
    }

    /** A least or greatest allowed value. */
    private record Bound(Violation.Reason reason, Value limit) {

        /** 1 where values must not be below the limit, -1 where they must not be above. */
        int sign() {
            return reason == Violation.Reason.MIN ? 1 : -1;
        }

        String brokenBy(Column column, int row) {
            return ValueText.of(column, row)
                    + (sign() > 0 ? " is below the minimum " : " is above the maximum ")
                    + ValueText.of(limit);
        }
    }

    private static List<Bound> boundsOf(ColumnContract contract, boolean isTime) {
        List<Bound> bounds = new ArrayList<>();
        contract.min().ifPresent(limit -> bounds.add(new Bound(Violation.Reason.MIN, limit)));
        contract.max().ifPresent(limit -> bounds.add(new Bound(Violation.Reason.MAX, limit)));
        if (isTime) {
            bounds.add(new Bound(Violation.Reason.MIN, Value.ofLong(ScalarType.TIMESTAMP, EventTimes.MIN_MICROS)));
            bounds.add(new Bound(Violation.Reason.MAX, Value.ofLong(ScalarType.TIMESTAMP, EventTimes.MAX_MICROS)));
        }
        return bounds;
    }

    /** Whether the value lies on the right side of the bound, or on it; NaN lies on neither. */
    private static boolean isWithin(Column column, int row, Bound bound) {
        return !isNaN(column, row) && bound.sign() * compare(column, row, bound.limit()) >= 0;
    }

    private static boolean isOneOf(Column column, int row, List<Value> allowed) {
        return allowed.stream().anyMatch(value -> compare(column, row, value) == 0);
    }

    private static boolean isNaN(Column column, int row) {
        return column instanceof DoubleColumn doubles && Double.isNaN(doubles.values()[row]);
    }

    private static int compare(Column column, int row, Value value) {
        return switch (value) {
            case Value.LongValue v -> Long.compare(((LongColumn) column).values()[row], v.value());
            case Value.DoubleValue v -> compareNumbers(((DoubleColumn) column).values()[row], v.value());
            case Value.BytesValue v -> column.compare(row, v.repeat(1), 0);
        };
    }

    /** Bounds are numbers: both zeros meet a bound of zero. */
    private static int compareNumbers(double value, double bound) {
        return value == bound ? 0 : Double.compare(value, bound);
    }
}
