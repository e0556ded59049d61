package dev.asof.registry.erasure;

import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.TypeCheck;
import dev.asof.registry.compute.expression.kernel.Conversions;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.zone.NamedZone;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Values of key columns in forms that are one for types that can hold the same value: a later version of an entity may have its keys in
 * other types. An erased value has some forms, one that is asked about has some, and they are the same if they share one.
 *
 * <pre>
 * form := "n" decimal digits, without zeros at the end of a fraction     integers and decimals
 *       | "d" days since the epoch                                       dates
 *       | "t" microseconds since the epoch                               timestamps
 *       | "b" "0" | "1"                                                  bools
 *       | "s" hexadecimal digits of the bytes                            strings and bytes: of the same bytes
 *       | "x" hexadecimal digits of the bytes                            bytes, and erased values whose text reads as them
 *       | "h" hexadecimal digits of the bytes                            strings that read as bytes, and these bytes, erased
 *       | as {@link TextForms} says                                      strings that read as a value of another type, erased
 * </pre>
 *
 * <p>Several texts read as the same bytes ({@code 'ab'}, {@code 'AB'}). To erase one erases these bytes, and to erase the bytes erases
 * each of the texts; but no text erases another one, and no bytes others. So what erased bytes share with texts is not what erased texts
 * share with bytes; and so with the texts of numbers, bools and times.
 *
 * <p>Times that state no offset, and days as times, are other instants on other clocks: those of all zones that the entity's sources have
 * had by the definitions when it was erased.
 */
final class KeyForms {
    private static final List<DataType> READ_FROM_TEXT = Stream.concat(
                    Stream.of(ScalarType.INT64, ScalarType.DATE, ScalarType.BOOL),
                    IntStream.rangeClosed(0, DecimalType.MAX_PRECISION)
                            .mapToObj(scale -> new DecimalType(DecimalType.MAX_PRECISION, scale)))
            .toList();

    private KeyForms() {}

    /** The form of a value in its type. */
    static String of(Value value) {
        DataType type = value.type();
        return switch (value) {
            case Value.LongValue bool when type == ScalarType.BOOL -> "b" + bool.value();
            case Value.LongValue date when type == ScalarType.DATE -> "d" + date.value();
            case Value.LongValue time when type == ScalarType.TIMESTAMP -> "t" + time.value();
            case Value.BytesValue run
            when type == ScalarType.STRING || type == ScalarType.BYTES -> form('s', run.value());
            case Value.LongValue integer when type.isInteger() -> "n" + integer.value();
            case Value.LongValue number -> "n" + plain(number);
            case Value.BytesValue number -> "n" + plain(number);
            case Value.DoubleValue none -> throw new IllegalArgumentException("No key is a " + type.displayName());
        };
    }

    /** The forms by which a value is found among the erased ones. */
    static List<String> ofAsked(Value value) {
        if (value.type() != ScalarType.BYTES && value.type() != ScalarType.STRING) {
            return List.of(of(value));
        }
        Value.BytesValue run = (Value.BytesValue) value;
        List<String> forms = new ArrayList<>(List.of(of(value)));
        if (value.type() == ScalarType.BYTES) {
            text(value).ifPresent(text -> forms.addAll(TextForms.ofAsked(text)));
            forms.add(form('x', run.value()));
        } else {
            forms.addAll(TextForms.ofAsked(run.text()));
            if (beginsAsBytes(run.value())) {
                asBytes(value).ifPresent(bytes -> forms.add(form('h', bytes)));
            }
        }
        return forms;
    }

    /** Whether a text may read as bytes; most don't begin with two hexadecimal digits, and reading them costs more than this. */
    private static boolean beginsAsBytes(byte[] text) {
        return text.length % 2 == 0
                && (text.length == 0 || (Character.digit(text[0], 16) >= 0 && Character.digit(text[1], 16) >= 0));
    }

    /**
     * The forms of an erased value in all types: its own, and what its text reads as.
     *
     * @param zones on whose clocks its rows may have stated times
     */
    static Set<String> ofErased(Value value, Set<Optional<NamedZone>> zones) {
        Set<String> forms = new LinkedHashSet<>(List.of(of(value)));
        forms.addAll(TextForms.ofErased(value, zones));
        if (value instanceof Value.BytesValue bytes && value.type() == ScalarType.BYTES) {
            forms.add(form('h', bytes.value()));
            utf8(bytes.value()).ifPresent(text -> addReadings(text, zones, forms));
            text(value).ifPresent(hexadecimal -> addReadings(hexadecimal, zones, forms));
            return forms;
        }
        for (String text : texts(value)) {
            forms.add(of(Value.ofText(text)));
            asBytes(Value.ofText(text)).ifPresent(bytes -> forms.add(form('x', bytes)));
            addReadings(text, zones, forms);
        }
        if (value instanceof Value.LongValue time && value.type() == ScalarType.TIMESTAMP) {
            addDays(time.value(), zones, forms);
        }
        return forms;
    }

    private static void addReadings(String text, Set<Optional<NamedZone>> zones, Set<String> forms) {
        READ_FROM_TEXT.forEach(type -> read(text, type, Optional.empty()).ifPresent(other -> forms.add(of(other))));
        zones.forEach(zone -> read(text, ScalarType.TIMESTAMP, zone).ifPresent(time -> forms.add(of(time))));
    }

    /** The days whose midnight it is. */
    private static void addDays(long micros, Set<Optional<NamedZone>> zones, Set<String> forms) {
        TextForms.localTimes(micros, zones).stream()
                .filter(local -> local % Micros.PER_DAY == 0)
                .forEach(local -> forms.add("d" + local / Micros.PER_DAY));
    }

    private static String form(char kind, byte[] bytes) {
        return kind + HexFormat.of().formatHex(bytes);
    }

    private static Set<String> texts(Value value) {
        Set<String> texts = new LinkedHashSet<>();
        text(value).ifPresent(texts::add);
        if (of(value).startsWith("n")) {
            texts.add(plain(value));
        }
        return texts;
    }

    /** A number's decimal digits, without zeros at the end of a fraction. */
    static String plain(Value number) {
        BigDecimal exact = new BigDecimal(text(number).orElseThrow());
        return exact.signum() == 0 ? "0" : exact.stripTrailingZeros().toPlainString();
    }

    private static Optional<String> text(Value value) {
        return Conversions.text(value.repeat(1), 0);
    }

    private static Optional<byte[]> asBytes(Value text) {
        return Conversions.bytes((BytesColumn) text.repeat(1), 0);
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

    private static Optional<Value> read(String text, DataType type, Optional<NamedZone> zone) {
        ColumnBatch single = new ColumnBatch(
                new Schema(List.of(new Field("key", ScalarType.STRING))),
                List.of(Value.ofText(text).repeat(1)),
                1);
        CheckedRows typed = new TypeCheck(new Schema(List.of(new Field("key", type))), zone).check(single);
        return typed.valid()[0] ? Optional.of(Value.of(typed.rows().column(0), 0)) : Optional.empty();
    }
}
