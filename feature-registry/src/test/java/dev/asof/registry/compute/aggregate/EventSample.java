package dev.asof.registry.compute.aggregate;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Some events in order: times that repeat and lie apart, values that repeat, are null, and stand at the ends of their
 * types.
 */
record EventSample(AggregateInput input, int size, SplittableRandom random) {
    private static final long[] LONGS = {0, 1, -1, 2, 1, 0, Integer.MAX_VALUE, Integer.MIN_VALUE};
    private static final double[] DOUBLES = {
        0.0, -0.0, 1.5, -1.5, 0.1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, 3.4e38, 1.4e-45
    };
    private static final String[] TEXTS = {"", "a", "b", "ab", "\u00e9", "\ud83d\ude00", "x".repeat(40)};

    static EventSample of(List<DataType> types, SplittableRandom random) {
        int size = random.nextInt(30);
        long[] times = random.longs(size, 0, 200).sorted().toArray();
        int kinds = 1 + random.nextInt(DOUBLES.length);
        boolean hasNulls = random.nextBoolean();
        List<Column> columns = types.stream()
                .map(type -> column(type, size, kinds, hasNulls ? random.nextInt(101) : 0, random))
                .toList();
        return new EventSample(new AggregateInput(times, columns), size, random);
    }

    private static Column column(DataType type, int size, int kinds, int nullPercent, SplittableRandom random) {
        ColumnBuilder column = new ColumnBuilder(type);
        for (int i = 0; i < size; i++) {
            int kind = random.nextInt(kinds);
            if (random.nextInt(100) < nullPercent) {
                column.appendNull();
                continue;
            }
            append(column, kind);
        }
        return column.build();
    }

    private static void append(ColumnBuilder column, int kind) {
        switch (column.type()) {
            case ScalarType type -> append(type, column, kind);
            case DecimalType type -> Decimals.append(BigInteger.valueOf(LONGS[kind % LONGS.length]), column);
            case ListType type -> {
                Column elements = some(type.element(), kind);
                column.appendBytes(new ListCodec(type).encode(elements, 0, elements.size()));
            }
            case MapType type -> {
                Column keys = some(ScalarType.STRING, kind);
                Column values = some(type.value(), kind + 1);
                int size = Math.min(keys.size(), values.size());
                column.appendBytes(new MapCodec(type).encode((BytesColumn) keys, values, 0, size));
            }
        }
    }

    private static void append(ScalarType type, ColumnBuilder column, int kind) {
        switch (type.lane()) {
            case LONG -> column.appendLong(type == ScalarType.BOOL ? kind & 1 : LONGS[kind % LONGS.length]);
            case DOUBLE -> column.appendDouble((float) DOUBLES[kind % DOUBLES.length]);
            case BYTES -> column.appendText(TEXTS[kind % TEXTS.length]);
        }
    }

    /** None, one or two values, the second of which may be null where the type isn't that of keys. */
    private static Column some(DataType type, int kind) {
        ColumnBuilder values = new ColumnBuilder(type);
        for (int i = 0; i < kind % 3; i++) {
            if (i == 1 && kind % 2 == 1 && type != ScalarType.STRING) {
                values.appendNull();
            } else {
                append(values, kind / 3 + i);
            }
        }
        return values.build();
    }

    /** The events in some order. */
    int[] shuffled() {
        int[] events = new int[size];
        Arrays.setAll(events, event -> event);
        for (int i = size - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int event = events[i];
            events[i] = events[other];
            events[other] = event;
        }
        return events;
    }

    /** What a function says at two times, bit by bit. */
    static <S> String answer(AggregateFunction<S> function, S state) {
        FeatureValues values = new FeatureValues(function.resultType(), 2);
        function.finish(state, 200, values, 0);
        function.finish(state, 230, values, 1);
        return text(values, 0) + ", " + text(values, 1);
    }

    private static String text(FeatureValues values, int row) {
        if (values.status(row) != ValueStatus.PRESENT) {
            return values.status(row).name();
        }
        return text(values.toColumn(row, row + 1), 0);
    }

    private static String text(Column column, int row) {
        if (column.isNull(row)) {
            return "null";
        }
        return switch (column) {
            case LongColumn longs -> Long.toString(longs.values()[row]);
            case DoubleColumn doubles -> Long.toHexString(Double.doubleToRawLongBits(doubles.values()[row]));
            case BytesColumn bytes ->
                switch (bytes.type()) {
                    case ListType type -> elements(new ListCodec(type).elements(bytes, row));
                    case MapType type -> entries(new MapCodec(type), bytes, row);
                    case ScalarType scalar -> bytes.text(row);
                    case DecimalType decimal -> Decimals.unscaled(bytes, row).toString();
                };
        };
    }

    private static String elements(Column elements) {
        return IntStream.range(0, elements.size())
                .mapToObj(element -> text(elements, element))
                .collect(Collectors.joining(" ", "[", "]"));
    }

    private static String entries(MapCodec codec, BytesColumn maps, int row) {
        ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
        ColumnBuilder values = new ColumnBuilder(codec.type().value());
        codec.appendEntries(maps.data(), maps.offsets()[row], keys, values);
        Column built = keys.build();
        Column builtValues = values.build();
        return IntStream.range(0, built.size())
                .mapToObj(entry -> text(built, entry) + "=" + text(builtValues, entry))
                .collect(Collectors.joining(" ", "{", "}"));
    }
}
