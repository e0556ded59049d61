package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.nested.MapCodec;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Seeded rows of every type: nulls, ordinary values, and those at which arithmetic and text processing break. */
public final class RandomRows {
    private static final long[] LONGS = {
        0,
        1,
        -1,
        2,
        3,
        7,
        10,
        -10,
        100,
        365,
        86_400,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 31,
        1L << 53,
        (1L << 53) + 1,
        1L << 62,
        1_577_836_800_000_000L,
        Long.MAX_VALUE,
        Long.MAX_VALUE - 1,
        Long.MIN_VALUE,
        Long.MIN_VALUE + 1
    };
    private static final double[] DOUBLES = {
        0.0,
        -0.0,
        1,
        -1,
        0.5,
        1.5,
        2.5,
        -2.5,
        0.1,
        2.675,
        1e10,
        1e300,
        -1e300,
        0x1p31,
        0x1p53,
        0x1p63,
        -0x1p63,
        Math.nextDown(0x1p63),
        Double.MIN_VALUE,
        Double.MAX_VALUE,
        Double.NaN,
        Double.POSITIVE_INFINITY,
        Double.NEGATIVE_INFINITY,
        0.49999999999999994
    };
    private static final String[] TEXTS = {
        "",
        " ",
        "a",
        "A",
        "ab",
        "abc",
        "ba",
        "  padded ",
        "GB-LON",
        "%",
        "_",
        "a%b",
        "é",
        "É",
        "straße",
        "ǅ",
        "İ",
        "日本語",
        "\uD83D\uDE00x\uD83D\uDE00",
        "1",
        "-1",
        "1.5",
        "1e400",
        "nan",
        "-inf",
        "true",
        "FALSE",
        "9223372036854775807",
        "9223372036854775808",
        "2020-01-31",
        "2020-02-30",
        "2020-01-01 13:45:10.123456+02:00",
        "-290308-12-21T19:59:05.224192Z",
        "it's",
        "\u0000",
        "\n",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab"
    };

    private final Random random;

    public RandomRows(long seed) {
        this.random = new Random(seed);
    }

    public ColumnBatch batch(Schema schema, int rows) {
        List<Column> columns = new ArrayList<>();
        for (Field field : schema.fields()) {
            columns.add(column(field.type(), rows));
        }
        return new ColumnBatch(schema, columns, rows);
    }

    private Column column(DataType type, int rows) {
        ColumnBuilder builder = new ColumnBuilder(type);
        int nullsInTen = random.nextInt(3);
        for (int row = 0; row < rows; row++) {
            if (random.nextInt(10) < nullsInTen) {
                builder.appendNull();
            } else {
                append(type, builder);
            }
        }
        return builder.build();
    }

    private void append(DataType type, ColumnBuilder builder) {
        switch (type) {
            case ScalarType scalar -> append(scalar, builder);
            case DecimalType decimal ->
                Decimals.append(
                        new BigInteger(random.nextInt(1, 127), random)
                                .mod(Decimals.powerOfTen(decimal.precision()))
                                .multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : -1)),
                        builder);
            case ListType list -> {
                Column elements = column(list.element(), list.length().orElse(random.nextInt(4)));
                builder.appendBytes(new ListCodec(list).encode(elements, 0, elements.size()));
            }
            case MapType map -> {
                int size = random.nextInt(4);
                ColumnBuilder distinct = new ColumnBuilder(ScalarType.STRING);
                for (int i = 0; i < size; i++) {
                    distinct.appendText(anyText());
                }
                BytesColumn keys = (BytesColumn) distinct.build();
                builder.appendBytes(new MapCodec(map).encode(keys, column(map.value(), size), 0, size));
            }
        }
    }

    private void append(ScalarType type, ColumnBuilder builder) {
        switch (type) {
            case BOOL -> builder.appendLong(random.nextInt(2));
            case INT32 -> builder.appendLong((int) anyLong());
            case INT64, TIMESTAMP -> builder.appendLong(anyLong());
            case DATE -> builder.appendLong(random.nextInt(10) == 0 ? anyLong() : random.nextInt(40_000) - 10_000);
            case FLOAT32 -> builder.appendDouble((float) anyDouble());
            case FLOAT64 -> builder.appendDouble(anyDouble());
            case STRING -> builder.appendText(anyText());
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(4)];
                random.nextBytes(bytes);
                if (bytes.length > 0 && random.nextBoolean()) {
                    bytes[random.nextInt(bytes.length)] = 0;
                }
                builder.appendBytes(bytes);
            }
        }
    }

    private long anyLong() {
        return switch (random.nextInt(4)) {
            case 0, 1 -> LONGS[random.nextInt(LONGS.length)];
            case 2 -> random.nextInt(20) - 5;
            default -> random.nextLong() >> random.nextInt(64);
        };
    }

    private double anyDouble() {
        return switch (random.nextInt(4)) {
            case 0, 1 -> DOUBLES[random.nextInt(DOUBLES.length)];
            case 2 -> random.nextInt(20) / 4.0 - 2;
            default -> Double.longBitsToDouble(random.nextLong());
        };
    }

    private String anyText() {
        String text = TEXTS[random.nextInt(TEXTS.length)];
        return random.nextInt(8) == 0 ? text.repeat(random.nextInt(20)) : text;
    }
}
