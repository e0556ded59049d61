package dev.asof.registry.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.expression.kernel.Times;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.zone.NamedZone;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TombstonesTest {
    private static final Value SEVENTEEN = Value.ofLong(ScalarType.INT64, 17);
    private static final long NOON = 1_704_110_400_000_000L;
    private static final long HOUR = 3_600_000_000L;

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
        assertThat(has(erased, Value.ofText("017"))).as("which reads as it").isTrue();
        assertThat(has(erased, Value.ofText("17.0")))
                .as("which reads as no integer")
                .isFalse();
    }

    @Test
    void aKeyThatWasLookedForIsFoundOnceItIsErasedAndOfItsKindAlone() {
        ErasedKey customer = ErasedKey.of("customer", List.of("id"), List.of(SEVENTEEN));
        ErasedKey shop = ErasedKey.of("shop", List.of("id"), List.of(SEVENTEEN));
        ErasedKey renamed = ErasedKey.of("customer", List.of("number"), List.of(SEVENTEEN));
        Tombstones shops = shop.eraseFrom(ErasedKey.NOBODY);
        for (int i = 0; i < 2; i++) {
            assertThat(customer.isIn(shops)).isFalse();
            assertThat(renamed.isIn(shops)).isFalse();
            assertThat(shop.isIn(shops)).isTrue();
        }
        Tombstones both = customer.eraseFrom(shops);
        assertThat(customer.isIn(both)).isTrue();
        assertThat(renamed.isIn(both)).isFalse();
    }

    @Test
    void ofManyKeysThatWereLookedForTheErasedOnesAreFound() {
        List<ErasedKey> keys = IntStream.range(0, 100_000)
                .mapToObj(i -> ErasedKey.of("customer", List.of("id"), List.of(Value.ofLong(ScalarType.INT64, i))))
                .toList();
        Tombstones erased = keys.get(70_000).eraseFrom(keys.get(5).eraseFrom(ErasedKey.NOBODY));
        for (int pass = 0; pass < 2; pass++) {
            assertThat(keys.stream().filter(key -> key.isIn(erased))).containsExactly(keys.get(5), keys.get(70_000));
        }
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
    void aNumberATimeOrABoolIsErasedAsEachTextThatReadsAsIt() {
        Tombstones decimal = erased(Value.ofLong(new DecimalType(10, 2), 1_700));
        assertThat(has(decimal, Value.ofText("1.7e1"))).isTrue();
        assertThat(has(decimal, Value.ofText("17.004"))).isFalse();
        assertThat(has(erased(Value.ofLong(ScalarType.BOOL, 1)), Value.ofText("True")))
                .isTrue();
        Tombstones time = erased(Value.ofLong(ScalarType.TIMESTAMP, NOON));
        assertThat(has(time, Value.ofText("2024-01-01 12:00"))).isTrue();
        assertThat(has(time, Value.ofText("2024-01-01 14:00:00+02"))).isTrue();
        assertThat(has(time, Value.ofText("2024-01-01 12:00:00+02"))).isFalse();
        assertThat(has(erased(Value.ofText("2024-01-01 12:00")), Value.ofText("2024-01-01T12:00:00Z")))
                .as("another customer")
                .isFalse();
    }

    @Test
    void timesWithoutAnOffsetAreOnTheClocksOfTheSources() {
        Set<Optional<NamedZone>> newYork = Set.of(NamedZone.find("America/New_York"));
        Value five = Value.ofLong(ScalarType.TIMESTAMP, NOON + 5 * HOUR);
        Tombstones text = erased(Value.ofText("2024-01-01 12:00"), newYork);
        assertThat(has(text, five)).isTrue();
        assertThat(has(text, Value.ofLong(ScalarType.TIMESTAMP, NOON)))
                .as("another customer")
                .isFalse();
        assertThat(has(erased(five, newYork), Value.ofText("2024-01-01 12:00"))).isTrue();
        assertThat(has(erased(five, newYork), Value.ofText("2024-01-01 17:00"))).isFalse();
        Value day = Value.ofLong(ScalarType.DATE, 19_723);
        Value midnight = Value.ofLong(ScalarType.TIMESTAMP, NOON - 7 * HOUR);
        assertThat(has(erased(day, newYork), midnight)).isTrue();
        assertThat(has(erased(day, newYork), Value.ofLong(ScalarType.TIMESTAMP, NOON - 12 * HOUR)))
                .as("another customer")
                .isFalse();
        assertThat(has(erased(midnight, newYork), day)).isTrue();
    }

    @Test
    void aTimeThatClocksSkipOrShowTwiceIsErasedAsTheTextsThatReadAsIt() {
        Set<Optional<NamedZone>> newYork = Set.of(NamedZone.find("America/New_York"));
        Tombstones skipped = erased(Value.ofLong(ScalarType.TIMESTAMP, micros("2024-03-10T07:30:00Z")), newYork);
        assertThat(has(skipped, Value.ofText("2024-03-10 02:30"))).isTrue();
        assertThat(has(skipped, Value.ofText("2024-03-10 03:30"))).isTrue();
        Tombstones again = erased(Value.ofLong(ScalarType.TIMESTAMP, micros("2024-11-03T06:30:00Z")), newYork);
        assertThat(has(again, Value.ofText("2024-11-03 01:30")))
                .as("reads as the time before")
                .isFalse();
        assertThat(has(again, Value.ofText("2024-11-03 01:30-05"))).isTrue();
    }

    private static long micros(String time) {
        return Times.parseTimestamp(time).orElseThrow();
    }

    private static Tombstones erased(Value value, Set<Optional<NamedZone>> zones) {
        return ErasedKey.of("customer", List.of("id"), List.of(value)).eraseFrom(ErasedKey.NOBODY, zones);
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

    @Test
    void aTextIsErasedAsTheBytesThatItReadsAs() {
        Tombstones erased = erased(Value.ofText("AB"));
        assertThat(has(erased, hexadecimal("ab"))).isTrue();
        assertThat(has(erased, bytes("AB"))).as("as a file's bytes").isTrue();
        assertThat(has(erased, Value.ofText("ab"))).as("another customer").isFalse();
        assertThat(has(erased, hexadecimal("ba"))).isFalse();
    }

    @Test
    void bytesAreErasedAsEachTextThatReadsAsThem() {
        Tombstones erased = erased(hexadecimal("6162"));
        assertThat(has(erased, Value.ofText("6162"))).isTrue();
        assertThat(has(erased, Value.ofText("ab"))).as("as a file's bytes").isTrue();
        assertThat(has(erased, hexadecimal("ab"))).as("another customer").isFalse();
        assertThat(has(erased(hexadecimal("ab")), Value.ofText("aB"))).isTrue();
        assertThat(has(erased(hexadecimal("ab")), bytes("ab")))
                .as("another customer")
                .isFalse();
    }

    @Test
    void aNumberIsErasedAsTheBytesThatItsTextReadsAsAndTheOtherWayRound() {
        assertThat(has(erased(SEVENTEEN), hexadecimal("17"))).isTrue();
        assertThat(has(erased(hexadecimal("17")), SEVENTEEN)).isTrue();
    }

    @Test
    void manyKeysTakeNoMoreHashesThanTheyHaveFormsTogether() {
        List<String> names = IntStream.range(0, 10).mapToObj(i -> "k" + i).toList();
        List<Value> values = names.stream().map(name -> SEVENTEEN).toList();
        Tombstones erased = begun(names, values);
        assertThat(erased.byHash())
                .as("number, text, bytes, texts that read as it")
                .hasSize(4);
        assertThat(erased.ways()).hasSize(9 * 4);
        List<Value> texts = names.stream().map(name -> Value.ofText("17")).toList();
        assertThat(contains(erased, "customer", names, texts)).isTrue();
        List<Value> others = new ArrayList<>(texts);
        others.set(4, Value.ofText("18"));
        assertThat(contains(erased, "customer", names, others)).isFalse();
        assertThat(contains(erased, "customer", names.subList(0, 9), texts.subList(0, 9)))
                .as("of fewer keys")
                .isFalse();
    }

    private static Value bytes(String text) {
        return new Value.BytesValue(ScalarType.BYTES, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Value hexadecimal(String digits) {
        return new Value.BytesValue(ScalarType.BYTES, HexFormat.of().parseHex(digits));
    }

    private static Tombstones erased(Value value) {
        return begun(List.of("id"), List.of(value));
    }

    private static Tombstones begun(List<String> names, List<Value> values) {
        return ErasedKey.of("customer", names, values).eraseFrom(ErasedKey.NOBODY);
    }

    private static boolean has(Tombstones erased, Value value) {
        return contains(erased, "customer", List.of("id"), List.of(value));
    }

    private static boolean contains(Tombstones erased, String entity, List<String> names, List<Value> values) {
        return ErasedKey.of(entity, names, values).isIn(erased);
    }
}
