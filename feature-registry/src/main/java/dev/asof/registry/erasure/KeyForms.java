package dev.asof.registry.erasure;

import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.TypeCheck;
import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Values of key columns in a form that is one for types that can hold the same value: a later version of an entity may have its keys in
 * other types.
 *
 * <pre>
 * form := "n" decimal digits, without zeros at the end of a fraction     integers and decimals
 *       | "t" microseconds since the epoch                               dates and timestamps
 *       | "b" "0" | "1"                                                  bools
 *       | "s" hexadecimal digits of the bytes                            strings and bytes
 * </pre>
 */
final class KeyForms {
    private static final long MICROS_PER_DAY = 86_400_000_000L;
    private static final List<DataType> READ_FROM_TEXT = Stream.concat(
                    Stream.of(ScalarType.INT64, ScalarType.DATE, ScalarType.TIMESTAMP, ScalarType.BOOL),
                    IntStream.rangeClosed(0, DecimalType.MAX_PRECISION)
                            .mapToObj(scale -> new DecimalType(DecimalType.MAX_PRECISION, scale)))
            .toList();

    private KeyForms() {}

    /** The form of a value in its type. */
    static String of(Value value) {
        DataType type = value.type();
        return switch (value) {
            case Value.LongValue bool when type == ScalarType.BOOL -> "b" + bool.value();
            case Value.LongValue date when type == ScalarType.DATE -> "t" + date.value() * MICROS_PER_DAY;
            case Value.LongValue time when type == ScalarType.TIMESTAMP -> "t" + time.value();
            case Value.BytesValue run
            when type == ScalarType.STRING || type == ScalarType.BYTES -> ofBytes(run.value());
            case Value.LongValue number -> "n" + plain(number);
            case Value.BytesValue number -> "n" + plain(number);
            case Value.DoubleValue none -> throw new IllegalArgumentException("No key is a " + type.displayName());
        };
    }

    /** The forms of a value in all types: its own, that of its text, and what its text reads as. */
    static Set<String> inAllTypes(Value value) {
        Set<String> forms = new LinkedHashSet<>(List.of(of(value)));
        if (forms.iterator().next().startsWith("n")) {
            forms.add(ofBytes(plain(value).getBytes(StandardCharsets.UTF_8)));
        }
        text(value).ifPresent(text -> {
            forms.add(ofBytes(text.getBytes(StandardCharsets.UTF_8)));
            READ_FROM_TEXT.forEach(type -> read(text, type).ifPresent(other -> forms.add(of(other))));
        });
        return forms;
    }

    private static String ofBytes(byte[] bytes) {
        return "s" + HexFormat.of().formatHex(bytes);
    }

    private static String plain(Value number) {
        BigDecimal exact = new BigDecimal(text(number).orElseThrow());
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }

    private static Optional<String> text(Value value) {
        return value instanceof Value.BytesValue run && run.type() == ScalarType.BYTES
                ? utf8(run.value())
                : Conversions.text(value.repeat(1), 0);
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException noText) {
            return Optional.empty();
        }
    }

    private static Optional<Value> read(String text, DataType type) {
        ColumnBatch single = new ColumnBatch(
                new Schema(List.of(new Field("key", ScalarType.STRING))),
                List.of(Value.ofText(text).repeat(1)),
                1);
        CheckedRows typed = new TypeCheck(new Schema(List.of(new Field("key", type))), Optional.empty()).check(single);
        return typed.valid()[0] ? Optional.of(Value.of(typed.rows().column(0), 0)) : Optional.empty();
    }
}
