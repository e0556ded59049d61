package dev.asof.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.compute.event.EventTimes;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.window.CalendarUnit;
import dev.asof.registry.compute.window.DurationText;
import dev.asof.registry.compute.window.Turn;
import dev.asof.registry.compute.window.Window;
import dev.asof.registry.compute.zone.NamedZone;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small forms that definitions and the registry write: spans, values, names. */
class TextFormsTest {
    private static final long DAY = 86_400_000_000L;

    @ParameterizedTest
    @CsvSource({
        "5us,5",
        "100ms,100000",
        "15s,15000000",
        "30m,1800000000",
        "12h,43200000000",
        "7d,604800000000",
        "1w,604800000000"
    })
    void spansAreIntegersWithUnits(String text, long micros) {
        assertThat(DurationText.parseMicros(text)).hasValue(micros);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "7",
                "d",
                "7 d",
                "7D",
                "1.5d",
                "-1d",
                "+1d",
                "1d12h",
                "7days",
                "٣d",
                "9999999999999999999d",
                "365001d"
            })
    void otherTextsAreNoSpans(String text) {
        assertThat(DurationText.parseMicros(text)).isEqualTo(OptionalLong.empty());
    }

    @Test
    void equalSpansHaveOneText() {
        assertThat(Stream.of("168h", "7d", "1w", "10080m", "604800s")
                        .map(DurationText::parseMicros)
                        .distinct())
                .hasSize(1);
        assertThat(List.of(
                        DurationText.format(7 * DAY),
                        DurationText.format(DAY + 1),
                        DurationText.format(90_000_000),
                        DurationText.format(0)))
                .containsExactly("7d", "86400000001us", "90s", "0s");
    }

    @Test
    void spansAreReadBack() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            long micros = random.nextLong(DurationText.MAX_MICROS) >> random.nextInt(55);
            assertThat(DurationText.parseMicros(DurationText.format(micros))).hasValue(micros);
        }
    }

    @Test
    void valuesAreReadBackBitForBit() {
        Random random = new Random(1);
        for (int i = 0; i < 5_000; i++) {
            for (ScalarType type : ScalarType.values()) {
                Value value = value(type, random);
                assertThat(ValueLiteral.parse(type, ValueLiteral.format(value)).orElseThrow())
                        .as("%s %s", type, ValueLiteral.format(value))
                        .isEqualTo(value);
            }
        }
    }

    @Test
    void oddFloatsAreReadBack() {
        double[] odd = {
            Double.NaN,
            Double.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            -0.0,
            0.0,
            Double.MIN_VALUE,
            Double.MAX_VALUE
        };
        for (double each : odd) {
            Value value = Value.ofDouble(ScalarType.FLOAT64, each);
            assertThat(ValueLiteral.parse(ScalarType.FLOAT64, ValueLiteral.format(value))
                            .orElseThrow())
                    .isEqualTo(value);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "card_spend", "a1__b", "abcdefghij_abcdefghij_abcdefghij_abcdefghij_abcdefghij_abcdefg"})
    void namesAreSmallWords(String name) {
        assertThat(Names.isName(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "1a",
                "_a",
                "a-b",
                "a.b",
                "a b",
                "ä",
                "a\n",
                "abcdefghij_abcdefghij_abcdefghij_abcdefghij_abcdefghij_abcdefghi"
            })
    void otherTextsAreNoNames(String text) {
        assertThat(Names.isName(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "CardSpend,card_spend",
        "card-spend,card_spend",
        "card spend,card_spend",
        "Card.Spend,card_spend",
        "CARD,card"
    })
    void aNameIsProposed(String text, String proposal) {
        assertThat(Names.proposalFor(text)).hasValue(proposal);
    }

    @Test
    void referencesAreReadBack() {
        FeatureRef ref = new FeatureRef(new VersionedName("card_spend", 12), "spend_7d");
        assertThat(ref).hasToString("card_spend@12:spend_7d");
        assertThat(ref.outputName()).isEqualTo("card_spend__spend_7d");
        assertThat(FeatureRef.parse(ref.toString())).hasValue(ref);
        assertThat(VersionedName.parse("churn@3")).hasValue(new VersionedName("churn", 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a@", "a@0", "a@01", "a@1000000", "a@-1", "@1", "A@1", "a@1:b", "a@1 "})
    void otherTextsAreNoVersions(String text) {
        assertThat(VersionedName.parse(text)).isEqualTo(Optional.empty());
    }

    @Test
    void versionsAreOrderedByNumber() {
        assertThat(Stream.of("b@1", "a@10", "a@9")
                        .flatMap(text -> VersionedName.parse(text).stream())
                        .sorted())
                .extracting(VersionedName::toString)
                .containsExactly("a@9", "a@10", "b@1");
        assertThatThrownBy(() -> new VersionedName("a", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Value value(ScalarType type, Random random) {
        return switch (type) {
            case BOOL -> Value.ofBool(random.nextBoolean());
            case INT32 -> Value.ofLong(type, random.nextInt());
            case INT64 -> Value.ofLong(type, random.nextLong() >> random.nextInt(64));
            case FLOAT32 -> Value.ofDouble(type, Float.intBitsToFloat(random.nextInt()));
            case FLOAT64 -> Value.ofDouble(type, Double.longBitsToDouble(random.nextLong()));
            case STRING -> Value.ofText(Integer.toString(random.nextInt(), 36) + " '\"é");
            case BYTES ->
                new Value.BytesValue(type, Long.toString(random.nextLong()).getBytes(StandardCharsets.UTF_16));
            case DATE -> Value.ofLong(type, random.nextLong(-719_162, 2_932_897));
            case TIMESTAMP -> Value.ofLong(type, random.nextLong(EventTimes.MIN_MICROS, EventTimes.MAX_MICROS + 1));
        };
    }

    @ParameterizedTest
    @MethodSource
    void windowsReadAsTheyAreWritten(Window window) {
        assertThat(WindowText.parse(
                        WindowText.format(window), WindowText.resolution(window), WindowText.zoneRules(window)))
                .isEqualTo(window);
    }

    static Stream<Window> windowsReadAsTheyAreWritten() {
        return Stream.of(
                new Window.Unbounded(),
                new Window.Session(DAY),
                new Window.Tumbling(DAY, Turn.CURRENT),
                new Window.Tumbling(7, Turn.PREVIOUS),
                new Window.Calendar(CalendarUnit.QUARTER, Turn.CURRENT, new NamedZone("UTC", "0")),
                new Window.Calendar(CalendarUnit.DAY, Turn.PREVIOUS, new NamedZone("America/New_York", "1f")),
                new Window.Sliding(DAY),
                new Window.Sliding(7 * DAY, 5),
                new Window.Sliding(1, DAY));
    }
}
