package dev.asof.registry.compute.nested;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.catalog.ValueLiteral;
import dev.asof.registry.compute.expression.RandomRows;
import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.hash.ValueHash;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NestedValuesTest {
    private static final long SEED = Long.getLong("asof.seed", 20_261_126);
    private static final int ROWS = 60;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list<bool>",
                "list<int32>",
                "list<int64>",
                "list<float32>",
                "list<float64>",
                "list<string>",
                "list<bytes>",
                "list<date>",
                "list<decimal(10,2)>",
                "list<decimal(38,3)>",
                "list<list<float32>>",
                "list<map<string, int64>>",
                "map<string, string>",
                "map<string, float64>",
                "map<string, decimal(20,0)>",
                "map<string, list<string>>",
                "decimal(18,4)",
                "decimal(19,4)",
                "bytes"
            })
    void bytesAreOrderedAsTheValuesAre(String name) {
        Column column = column(name);
        for (int row = 0; row < ROWS; row++) {
            for (int other = 0; other < ROWS; other++) {
                assertThat(Integer.signum(column.compare(row, column, other)))
                        .as("%s, seed %d, rows %d and %d", name, SEED, row, other)
                        .isEqualTo(Integer.signum(compare(value(column, row), value(column, other))));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "list<float32>",
                "list<float64>",
                "list<string>",
                "list<bytes>",
                "list<date>",
                "list<decimal(38,3)>",
                "list<list<int64>>",
                "list<list<string>>",
                "map<string, list<map<string, float64>>>",
                "map<string, bool>",
                "decimal(18,4)",
                "decimal(38,38)",
                "bytes"
            })
    void literalsReadAsTheyAreWritten(String name) {
        Column column = column(name);
        for (int row = 0; row < ROWS; row++) {
            if (!column.isNull(row) && Conversions.text(column, row).isPresent()) {
                Value value = Value.of(column, row);
                assertThat(ValueLiteral.parse(value.type(), ValueLiteral.format(value))
                                .orElseThrow())
                        .as(ValueLiteral.format(value))
                        .isEqualTo(value);
            }
        }
    }

    @Test
    void zerosOfBothSignsInListsAreOneGroup() {
        ListType type = new ListType(ScalarType.FLOAT64);
        ListCodec codec = new ListCodec(type);
        ColumnBuilder lists = new ColumnBuilder(type);
        lists.appendBytes(codec.encode(new DoubleColumn(ScalarType.FLOAT64, new double[] {-0.0, Double.NaN}), 0, 2));
        lists.appendBytes(codec.encode(new DoubleColumn(ScalarType.FLOAT64, new double[] {0.0, Double.NaN}), 0, 2));
        BytesColumn column = (BytesColumn) lists.build();
        assertThat(column.compare(0, column, 1)).isNegative();
        assertThat(Grouping.grouped(column, 0)).isEqualTo(Grouping.grouped(column, 1));
        assertThat(ValueHash.of(column, 0)).isEqualTo(ValueHash.of(column, 1));
    }

    @Test
    void lastOfEqualKeysStands() {
        ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
        List.of("b", "a", "b").forEach(keys::appendText);
        MapType type = new MapType(ScalarType.INT64);
        ColumnBuilder maps = new ColumnBuilder(type);
        maps.appendBytes(new MapCodec(type)
                .encode((BytesColumn) keys.build(), new LongColumn(ScalarType.INT64, new long[] {1, 2, 3}), 0, 3));
        assertThat(Conversions.text(maps.build(), 0)).hasValue("{\"a\": 2, \"b\": 3}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decimal(0,0)",
                "decimal(39,1)",
                "decimal(3,4)",
                "decimal",
                "list<>",
                "list<int>",
                "list<int64, 0>",
                "map<int64, string>",
                "map<string>",
                "list<int64",
                "list<int64>>",
                "LIST<int64>",
                "list<list<list<list<list<list<list<list<list<int64>>>>>>>>>"
            })
    void whatIsNoTypeHasNone(String name) {
        assertThat(DataType.named(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[1",
                "[1,]",
                "1",
                "[\"a\"]",
                "[1] x",
                "[[1]]",
                "[{}]",
                "",
                "[1 2]",
                "{\"a\": 1}",
                "[1:2]",
                "[\"\\ud800\"]"
            })
    void whatIsNoListOfNumbersDoesNotReadAsOne(String text) {
        assertThat(ValueLiteral.parse(new ListType(ScalarType.INT64), text).problems())
                .isNotEmpty();
    }

    private static Column column(String name) {
        Schema schema = new Schema(List.of(new Field("x", DataType.named(name).orElseThrow())));
        assertThat(schema.field(0).type().displayName()).isEqualTo(name);
        return new RandomRows(SEED).batch(schema, ROWS).column(0);
    }

    /** Null, Long, Double, BigInteger, text by code units of its bytes, lists, maps. */
    private static Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return switch (column.type()) {
            case ScalarType scalar ->
                switch (column) {
                    case LongColumn longs -> BigInteger.valueOf(longs.values()[row]);
                    case DoubleColumn doubles -> doubles.values()[row];
                    case BytesColumn bytes -> new BigInteger(1, concat(bytes.bytes(row)));
                };
            case DecimalType decimal -> Decimals.unscaled(column, row);
            case ListType list -> {
                Column elements = new ListCodec(list).elements((BytesColumn) column, row);
                List<Object> values = new ArrayList<>();
                for (int i = 0; i < elements.size(); i++) {
                    values.add(value(elements, i));
                }
                yield values;
            }
            case MapType map -> {
                ColumnBuilder keys = new ColumnBuilder(ScalarType.STRING);
                ColumnBuilder values = new ColumnBuilder(map.value());
                BytesColumn maps = (BytesColumn) column;
                new MapCodec(map).appendEntries(maps.data(), maps.offsets()[row], keys, values);
                List<Object> entries = new ArrayList<>();
                for (int i = 0; i < keys.size(); i++) {
                    entries.add(value(keys.build(), i));
                    entries.add(value(values.build(), i));
                }
                yield entries;
            }
        };
    }

    /** Bytes as digits of a fixed number of places of base 257, of which 0 stands behind the end. */
    private static byte[] concat(byte[] bytes) {
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < 64; i++) {
            number = number.multiply(BigInteger.valueOf(257))
                    .add(BigInteger.valueOf(i < bytes.length ? (bytes[i] & 0xFF) + 1 : 0));
        }
        return number.toByteArray();
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left != null, right != null);
        }
        if (left instanceof List<?> list) {
            List<?> other = (List<?>) right;
            for (int i = 0; i < Math.min(list.size(), other.size()); i++) {
                int comparison = compare(list.get(i), other.get(i));
                if (comparison != 0) {
                    return comparison;
                }
            }
            return Integer.compare(list.size(), other.size());
        }
        return ((Comparable<Object>) left).compareTo(right);
    }
}
