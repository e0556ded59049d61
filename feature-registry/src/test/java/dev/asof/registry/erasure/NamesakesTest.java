package dev.asof.registry.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.TypeCheck;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.error.AsofException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Of all short keys: what a row is in one type is erased with what it is in another, and nobody of the same type is erased along. Which
 * values a row has in which type is what rows are typed by.
 */
class NamesakesTest {
    private static final List<DataType> TYPES = List.of(
            ScalarType.STRING,
            ScalarType.BYTES,
            ScalarType.INT64,
            new DecimalType(10, 2),
            ScalarType.BOOL,
            ScalarType.DATE,
            ScalarType.TIMESTAMP);
    private static final List<Value> RAW = new ArrayList<>();
    private static final Map<Value, Tombstones> ERASED = new HashMap<>();

    @BeforeAll
    static void eraseEachByItself() {
        for (String digits : List.of(
                "", "a", "A", "1", "aa", "aA", "AA", "a1", "A1", "1a", "11", "17", "017", "0017", "4141", "3137")) {
            RAW.add(Value.ofText(digits));
            if (digits.length() % 2 == 0) {
                RAW.add(new Value.BytesValue(ScalarType.BYTES, HexFormat.of().parseHex(digits)));
            }
        }
        for (String bytes : List.of("61", "6161", "6131", "3131", "34313431", "ff")) {
            RAW.add(new Value.BytesValue(ScalarType.BYTES, HexFormat.of().parseHex(bytes)));
        }
        for (String text : List.of(
                "+17", "17.0", "17.50", "17.5", "1e3", "1000", "TRUE", "true", "2024-02-29", "2024-02-29 00:00")) {
            RAW.add(Value.ofText(text));
        }
        for (long number : new long[] {1, 11, 17, 3137}) {
            RAW.add(Value.ofLong(ScalarType.INT64, number));
        }
        RAW.forEach(raw -> values(raw)
                .forEach(
                        value -> ERASED.computeIfAbsent(value, each -> key(each).eraseFrom(ErasedKey.NOBODY))));
    }

    private static Set<Value> values(Value raw) {
        Set<Value> values = new LinkedHashSet<>();
        for (DataType type : TYPES) {
            in(type, raw).ifPresent(values::add);
        }
        return values;
    }

    /** What a row with this value is when its key has this type. */
    private static Optional<Value> in(DataType type, Value raw) {
        Schema came = new Schema(List.of(new Field("id", raw.type())));
        TypeCheck check = new TypeCheck(new Schema(List.of(new Field("id", type))), Optional.empty());
        try {
            CheckedRows typed = check.check(new ColumnBatch(came, List.of(raw.repeat(1)), 1));
            return typed.valid()[0] ? Optional.of(Value.of(typed.rows().column(0), 0)) : Optional.empty();
        } catch (AsofException neverPossible) {
            return Optional.empty();
        }
    }

    private static ErasedKey key(Value value) {
        return ErasedKey.of("customer", List.of("id"), List.of(value));
    }

    private static boolean erases(Value erased, Value asked) {
        return key(asked).isIn(ERASED.get(erased));
    }

    @Test
    void nobodyOfTheSameTypeIsErasedAlong() {
        for (Value erased : ERASED.keySet()) {
            for (Value asked : ERASED.keySet()) {
                if (erased.type().equals(asked.type())) {
                    assertThat(erases(erased, asked))
                            .as(erased + " erases " + asked)
                            .isEqualTo(erased.equals(asked));
                }
            }
        }
    }

    @Test
    void aRowThatWasErasedDoesNotReturnInAnotherType() {
        int seen = 0;
        for (Value raw : RAW) {
            for (DataType before : TYPES) {
                Optional<Value> erased = in(before, raw);
                for (Value later : erased.isPresent() ? values(raw) : Set.<Value>of()) {
                    assertThat(erases(erased.orElseThrow(), later))
                            .as(raw + ": " + erased + " erases " + later)
                            .isTrue();
                    seen++;
                }
            }
        }
        assertThat(seen).isGreaterThan(100);
    }

    @Test
    void aNumberThatWasErasedDoesNotReturnAsItsDigits() {
        for (Value raw : RAW) {
            Optional<Value> number = in(ScalarType.INT64, raw);
            if (number.isPresent()) {
                assertThat(values(raw)).allMatch(later -> erases(number.orElseThrow(), later));
            }
        }
    }

    @Test
    void entitiesOfSeveralKeysAreFoundByEachOfThem() {
        long seed = Long.getLong("asof.seed", 1);
        Random random = new Random(seed);
        List<Value> values = List.copyOf(ERASED.keySet());
        int found = 0;
        for (int round = 0; round < 60; round++) {
            List<List<Value>> erased = List.of(pick(values, random), pick(values, random), pick(values, random));
            Tombstones tombstones = ErasedKey.NOBODY;
            for (List<Value> each : erased) {
                tombstones = pair(each).eraseFrom(tombstones);
            }
            for (int i = 0; i < 40; i++) {
                List<Value> asked = new ArrayList<>();
                asked.add(near(erased.get(random.nextInt(3)).get(0), values, random));
                asked.add(near(erased.get(random.nextInt(3)).get(1), values, random));
                boolean expected = erased.stream()
                        .anyMatch(each -> erases(each.get(0), asked.get(0)) && erases(each.get(1), asked.get(1)));
                assertThat(pair(asked).isIn(tombstones))
                        .as("seed " + seed + ": " + erased + " erase " + asked)
                        .isEqualTo(expected);
                found += expected ? 1 : 0;
            }
        }
        assertThat(found).isBetween(100, 2_300);
    }

    private static List<Value> pick(List<Value> values, Random random) {
        return List.of(values.get(random.nextInt(values.size())), values.get(random.nextInt(values.size())));
    }

    /** One of those that it erases, or any. */
    private static Value near(Value erased, List<Value> values, Random random) {
        List<Value> some = random.nextInt(4) == 0
                ? values
                : values.stream().filter(each -> erases(erased, each)).toList();
        return some.get(random.nextInt(some.size()));
    }

    private static ErasedKey pair(List<Value> values) {
        return ErasedKey.of("customer", List.of("b", "a"), values);
    }
}
