package dev.asof.registry.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TombstonesTest {
    private static final Value SEVENTEEN = Value.ofLong(ScalarType.INT64, 17);
    private static final long NOON = 1_704_110_400_000_000L;

    @Test
    void anIntegerIsErasedAsAnyNumberAndAsText() {
        Tombstones erased = erased(SEVENTEEN);
        assertThat(has(erased, SEVENTEEN)).isTrue();
        assertThat(has(erased, Value.ofLong(ScalarType.INT32, 17))).isTrue();
        assertThat(has(erased, Value.ofLong(new DecimalType(10, 2), 1_700))).isTrue();
        assertThat(has(erased, Value.ofText("17"))).isTrue();
        assertThat(has(erased, bytes("17"))).isTrue();
        assertThat(has(erased, Value.ofLong(ScalarType.INT64, 18))).isFalse();
        assertThat(has(erased, Value.ofLong(new DecimalType(10, 2), 17))).isFalse();
        assertThat(has(erased, Value.ofText("017"))).isFalse();
    }

    @Test
    void aTextIsErasedAsWhatItReadsAs() {
        Tombstones erased = erased(Value.ofText("017"));
        assertThat(has(erased, Value.ofText("017"))).isTrue();
        assertThat(has(erased, SEVENTEEN)).isTrue();
        assertThat(has(erased, Value.ofText("17"))).as("another customer").isFalse();
    }

    @Test
    void aTextIsErasedAsADecimalOfAsManyDigitsAsItHas() {
        Tombstones erased = erased(Value.ofText("0.1234567890123456789012345"));
        assertThat(has(erased, decimal(30, 25, "1234567890123456789012345"))).isTrue();
        assertThat(has(erased, decimal(30, 24, "123456789012345678901234"))).isFalse();
        Tombstones long20 = erased(Value.ofText("12345678901234567890.5"));
        assertThat(has(long20, decimal(24, 2, "1234567890123456789050"))).isTrue();
    }

    private static Value decimal(int precision, int scale, String unscaled) {
        ColumnBuilder column = new ColumnBuilder(new DecimalType(precision, scale));
        Decimals.append(new BigInteger(unscaled), column);
        return Value.of(column.build(), 0);
    }

    @Test
    void aTextThatIsNoNumberIsErasedAsText() {
        Tombstones erased = erased(Value.ofText("Zoë"));
        assertThat(has(erased, Value.ofText("Zoë"))).isTrue();
        assertThat(has(erased, bytes("Zoë"))).isTrue();
        assertThat(has(erased, Value.ofText("zoë"))).isFalse();
    }

    @Test
    void aTimeIsErasedAsText() {
        Tombstones erased = erased(Value.ofLong(ScalarType.TIMESTAMP, NOON));
        assertThat(has(erased, Value.ofLong(ScalarType.TIMESTAMP, NOON))).isTrue();
        assertThat(has(erased, Value.ofText("2024-01-01T12:00:00Z"))).isTrue();
        assertThat(has(erased, Value.ofLong(ScalarType.INT64, NOON))).isFalse();
    }

    @Test
    void aDateIsErasedAsItsMidnight() {
        Tombstones erased = erased(Value.ofLong(ScalarType.DATE, 19_723));
        assertThat(has(erased, Value.ofLong(ScalarType.TIMESTAMP, 19_723 * 86_400_000_000L)))
                .isTrue();
        assertThat(has(erased, Value.ofText("2024-01-01"))).isTrue();
    }

    @Test
    void theOrderOfKeysDoesNotMatter() {
        Tombstones erased = begun(List.of("a", "b"), List.of(SEVENTEEN, Value.ofText("x")));
        assertThat(contains(erased, "customer", List.of("b", "a"), List.of(Value.ofText("x"), Value.ofText("17"))))
                .isTrue();
        assertThat(contains(erased, "customer", List.of("b", "a"), List.of(Value.ofText("17"), Value.ofText("x"))))
                .isFalse();
        assertThat(contains(erased, "shop", List.of("a", "b"), List.of(SEVENTEEN, Value.ofText("x"))))
                .isFalse();
    }

    private static Value bytes(String text) {
        return new Value.BytesValue(ScalarType.BYTES, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Tombstones erased(Value value) {
        return begun(List.of("id"), List.of(value));
    }

    private static Tombstones begun(List<String> names, List<Value> values) {
        Schema keys = keys(names, values);
        return new Tombstones(new byte[32], Map.of()).begun("customer", keys, encoded(keys, values));
    }

    private static boolean has(Tombstones erased, Value value) {
        return contains(erased, "customer", List.of("id"), List.of(value));
    }

    private static boolean contains(Tombstones erased, String entity, List<String> names, List<Value> values) {
        Schema keys = keys(names, values);
        return erased.contains(entity, keys, encoded(keys, values));
    }

    private static Schema keys(List<String> names, List<Value> values) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            DataType type = values.get(i).type();
            fields.add(new Field(names.get(i), type));
        }
        return new Schema(fields);
    }

    private static byte[] encoded(Schema keys, List<Value> values) {
        List<Column> columns = new ArrayList<>();
        for (Value value : values) {
            ColumnBuilder builder = new ColumnBuilder(value.type());
            value.appendTo(builder);
            columns.add(builder.build());
        }
        return new EntityKeyCodec(keys).encode(columns, new int[] {0}).key(0);
    }
}
