package dev.asof.registry.compute.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.TimestampRange;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.error.AsofException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ContractCheckTest {
    private static final Field TIME = new Field("ts", ScalarType.TIMESTAMP);
    private static final Field AMOUNT = new Field("amount", ScalarType.FLOAT64);
    private static final Field COUNT = new Field("n", ScalarType.INT32);
    private static final Field COUNTRY = new Field("country", ScalarType.STRING);

    private static CheckedRows check(ColumnContract contract, Column column) {
        SourceContract source = new SourceContract(
                "payments",
                List.of(ColumnContract.ofType(TIME), contract),
                "ts",
                Optional.empty(),
                List.of(),
                List.of());
        Schema schema = new Schema(List.of(new Field(contract.field().name(), column.type()), TIME));
        Column times = new LongColumn(ScalarType.TIMESTAMP, new long[column.size()]);
        return new ContractCheck(source).check(new ColumnBatch(schema, List.of(column, times), column.size()));
    }

    private static ColumnContract amountFromZero() {
        return new ColumnContract(
                AMOUNT, true, Optional.of(Value.ofDouble(ScalarType.FLOAT64, 0)), Optional.empty(), List.of());
    }

    @Test
    void nullMeetsBoundsAndNanMeetsNoneAndBothZerosMeetZero() {
        double[] values = {1, -1, Double.NaN, -0.0, 0};
        boolean[] nulls = {false, false, false, false, true};
        CheckedRows checked = check(amountFromZero(), new DoubleColumn(ScalarType.FLOAT64, values, nulls));
        assertThat(checked.valid()).containsExactly(true, false, false, true, true);
        assertThat(checked.violations())
                .containsExactly(
                        new Violation(1, "amount", Violation.Reason.MIN, "-1.0 is below the minimum 0.0"),
                        new Violation(2, "amount", Violation.Reason.MIN, "NaN is below the minimum 0.0"));
    }

    @Test
    void aRowMayArriveAsLateAsItsSourceSaysAndNoLater() {
        Field arrived = new Field("arrived", ScalarType.TIMESTAMP);
        SourceRoles roles = new SourceRoles(
                "ts",
                Optional.of("arrived"),
                List.of(),
                List.of(),
                Optional.empty(),
                OptionalLong.of(2_000_000),
                Optional.empty());
        SourceContract source = new SourceContract(
                "payments", List.of(ColumnContract.ofType(arrived), ColumnContract.ofType(TIME)), roles);
        ColumnBatch rows = new ColumnBatch(
                source.schema(),
                List.of(
                        new LongColumn(ScalarType.TIMESTAMP, new long[] {2_000_000, 2_000_001, -5, 9_000_000}),
                        new LongColumn(
                                ScalarType.TIMESTAMP, new long[] {0, 0, 0, 0}, new boolean[] {false, false, false, true
                                })),
                4);
        CheckedRows checked = new ContractCheck(source).check(rows);
        assertThat(checked.valid()).containsExactly(true, false, true, false);
        assertThat(checked.violations())
                .containsExactly(
                        new Violation(
                                1,
                                "arrived",
                                Violation.Reason.LATE,
                                "the row arrived 2000001us after its event time, later than correctable_for 2s"),
                        new Violation(
                                3, "ts", Violation.Reason.NULL, "the value is null, which the column does not allow"));
    }

    @Test
    void whatIsWrongSaysWhatWouldBeRight() {
        DecimalType price = new DecimalType(4, 2);
        assertThat(saidOf(new Field("x", price), List.of(), "5.1230"))
                .isEqualTo("'5.1230' is not decimal(4,2): it has more than 2 digits after the point");
        assertThat(saidOf(new Field("x", price), List.of(), "-512.50"))
                .isEqualTo("'-512.50' is not decimal(4,2): it has more than 2 digits before the point");
        assertThat(saidOf(new Field("x", price), List.of(), "5,1")).isEqualTo("'5,1' is not decimal(4,2)");
        assertThat(saidOf(new Field("x", ScalarType.TIMESTAMP), List.of(), "1764184200"))
                .isEqualTo("'1764184200' is not timestamp; write it as 2026-02-10T13:45:00Z");
        assertThat(saidOf(new Field("x", ScalarType.DATE), List.of(), "10.02.2026"))
                .isEqualTo("'10.02.2026' is not date; write it as 2026-02-10");
        assertThat(saidOf(new Field("x", ScalarType.STRING), List.of(Value.ofText("a"), Value.ofText("b")), "c"))
                .isEqualTo("'c' is not one of the allowed values: 'a', 'b'");
        List<Value> twelve = IntStream.range(0, 12)
                .mapToObj(digit -> Value.ofText("t" + digit))
                .toList();
        assertThat(saidOf(new Field("x", ScalarType.STRING), twelve, "c")).endsWith("'t8', 't9', ...");
    }

    private static String saidOf(Field field, List<Value> allowed, String text) {
        ColumnContract contract = new ColumnContract(field, true, Optional.empty(), Optional.empty(), allowed);
        return check(contract, Value.ofText(text).repeat(1))
                .violations()
                .getFirst()
                .message();
    }

    @Test
    void timesWithoutAnOffsetAreOnTheClocksOfTheSource() {
        Column local = new LongColumn(
                ScalarType.TIMESTAMP, micros("2020-03-29T02:30:00Z", "2020-10-25T02:30:00Z", "2020-07-01T00:00:00Z"));
        Column typed = checkInBerlin(new Field("ts", ScalarType.TIMESTAMP, Clock.LOCAL), local)
                .rows()
                .column("ts");
        assertThat(((LongColumn) typed).values())
                .as("skipped, shown twice, ordinary")
                .containsExactly(micros("2020-03-29T01:30:00Z", "2020-10-25T00:30:00Z", "2020-06-30T22:00:00Z"));
    }

    @Test
    void textWithAnOffsetIsAnInstantAndWithoutOneIsLocal() {
        Column text = texts("2020-07-01", "2020-07-01 00:00:00", "2020-07-01T00:00:00Z", "2020-07-01T00:00:00+05:00");
        CheckedRows checked = checkInBerlin(new Field("ts", ScalarType.STRING), text);
        assertThat(((LongColumn) checked.rows().column("ts")).values())
                .containsExactly(micros(
                        "2020-06-30T22:00:00Z",
                        "2020-06-30T22:00:00Z",
                        "2020-07-01T00:00:00Z",
                        "2020-06-30T19:00:00Z"));
    }

    @Test
    void daysBeginAtLocalMidnightsAndInstantsStayWhatTheyAre() {
        Column day = new LongColumn(ScalarType.DATE, new long[] {18_444});
        assertThat(((LongColumn) checkInBerlin(new Field("ts", ScalarType.DATE), day)
                                .rows()
                                .column("ts"))
                        .values())
                .containsExactly(micros("2020-06-30T22:00:00Z"));
        Column instant = new LongColumn(ScalarType.TIMESTAMP, micros("2020-07-01T00:00:00Z"));
        assertThat(((LongColumn) checkInBerlin(new Field("ts", ScalarType.TIMESTAMP), instant)
                                .rows()
                                .column("ts"))
                        .values())
                .containsExactly(micros("2020-07-01T00:00:00Z"));
    }

    @Test
    void timesWhoseZoneHasOtherRulesHereAreNone() {
        SourceRoles roles = berlin(new NamedZone("Europe/Berlin", "0123456789abcdef"));
        SourceContract source = new SourceContract("payments", List.of(ColumnContract.ofType(TIME)), roles);
        ColumnBatch rows = new ColumnBatch(
                new Schema(List.of(new Field("ts", ScalarType.STRING))),
                List.of(texts("2020-07-01 00:00:00", "2020-07-01 00:00:00Z")),
                2);
        assertThat(new ContractCheck(source).check(rows).valid()).containsExactly(false, true);
    }

    private static CheckedRows checkInBerlin(Field field, Column column) {
        SourceContract source = new SourceContract(
                "payments",
                List.of(ColumnContract.ofType(TIME)),
                berlin(NamedZone.find("Europe/Berlin").orElseThrow()));
        return new ContractCheck(source)
                .check(new ColumnBatch(new Schema(List.of(field)), List.of(column), column.size()));
    }

    private static SourceRoles berlin(NamedZone zone) {
        return new SourceRoles(
                "ts",
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.of(zone));
    }

    private static long[] micros(String... times) {
        return Arrays.stream(times)
                .mapToLong(time -> ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time)))
                .toArray();
    }

    private static Column texts(String... texts) {
        ColumnBuilder builder = new ColumnBuilder(ScalarType.STRING);
        Arrays.stream(texts).forEach(builder::appendText);
        return builder.build();
    }

    @Test
    void nullWhereNoneIsAllowedIsAViolation() {
        ColumnContract contract = new ColumnContract(COUNT, false, Optional.empty(), Optional.empty(), List.of());
        CheckedRows checked =
                check(contract, new LongColumn(ScalarType.INT32, new long[2], new boolean[] {true, false}));
        assertThat(checked.validRows()).containsExactly(1);
    }

    @Test
    void integersNarrowWhereTheyFit() {
        long[] values = {Integer.MAX_VALUE, Integer.MAX_VALUE + 1L, Integer.MIN_VALUE - 1L};
        CheckedRows checked = check(ColumnContract.ofType(COUNT), new LongColumn(ScalarType.INT64, values));
        assertThat(checked.valid()).containsExactly(true, false, false);
        assertThat(checked.violations().getFirst().message()).isEqualTo("2147483648 is not int32");
    }

    @Test
    void integersBecomeFloatsWhereThatIsExact() {
        long[] values = {1L << 53, (1L << 53) + 1, Long.MAX_VALUE, Long.MIN_VALUE};
        CheckedRows checked = check(ColumnContract.ofType(AMOUNT), new LongColumn(ScalarType.INT64, values));
        assertThat(checked.valid()).containsExactly(true, false, false, true);
    }

    @Test
    void datesBecomeTheTimestampsOfTheirMidnights() {
        long greatest = 106_751_991;
        long[] values = {1, -1, 2_932_897, -719_163, greatest, -greatest, greatest + 1, -greatest - 1};
        CheckedRows checked = check(
                ColumnContract.ofType(new Field("day", ScalarType.TIMESTAMP)), new LongColumn(ScalarType.DATE, values));
        assertThat(checked.valid()).containsExactly(true, true, true, true, true, true, false, false);
        assertThat(((LongColumn) checked.rows().column("day")).values())
                .startsWith(86_400_000_000L, -86_400_000_000L, 253_402_300_800_000_000L);
    }

    @Test
    void aDateAsTheTimeOfAnEventLiesInTheYearsOfEvents() {
        SourceContract source = new SourceContract(
                "s", List.of(ColumnContract.ofType(TIME)), "ts", Optional.empty(), List.of(), List.of());
        long[] days = {2_932_896, 2_932_897, -719_162, -719_163};
        CheckedRows checked = new ContractCheck(source)
                .check(new ColumnBatch(
                        new Schema(List.of(new Field("ts", ScalarType.DATE))),
                        List.of(new LongColumn(ScalarType.DATE, days)),
                        4));
        assertThat(checked.valid()).containsExactly(true, false, true, false);
    }

    @Test
    void aDateWhoseMidnightWrapsAroundIsNoTime() {
        long[] values = {213_503_982, -213_503_982, 2 * 213_503_982L};
        CheckedRows checked = check(
                ColumnContract.ofType(new Field("day", ScalarType.TIMESTAMP)), new LongColumn(ScalarType.DATE, values));
        assertThat(checked.valid()).containsExactly(false, false, false);
    }

    @Test
    void aTimestampAtAnEndOfTheRangeIsNone() {
        long[] values = {
            TimestampRange.BEFORE, TimestampRange.BEFORE + 1, TimestampRange.AFTER - 1, TimestampRange.AFTER
        };
        CheckedRows checked = check(
                ColumnContract.ofType(new Field("until", ScalarType.TIMESTAMP)),
                new LongColumn(ScalarType.TIMESTAMP, values));
        assertThat(checked.valid()).containsExactly(false, true, true, false);
        assertThat(checked.violations().getFirst())
                .isEqualTo(new Violation(0, "until", Violation.Reason.TYPE, "the time is out of range for timestamp"));
    }

    @Test
    void eventTimesOutsideTheYearsOfEventsAreViolations() {
        SourceContract source = new SourceContract(
                "s", List.of(ColumnContract.ofType(TIME)), "ts", Optional.empty(), List.of(), List.of());
        long[] times = {EventTimes.MIN_MICROS, EventTimes.MIN_MICROS - 1, EventTimes.MAX_MICROS, Long.MAX_VALUE};
        CheckedRows checked = new ContractCheck(source)
                .check(new ColumnBatch(
                        new Schema(List.of(TIME)), List.of(new LongColumn(ScalarType.TIMESTAMP, times)), 4));
        assertThat(checked.valid()).containsExactly(true, false, true, false);
    }

    @Test
    void invalidUtf8AndUnlistedTextAreViolations() {
        ColumnContract contract = new ColumnContract(
                COUNTRY, true, Optional.empty(), Optional.empty(), List.of(Value.ofText("DE"), Value.ofText("é")));
        byte[] data = {'D', 'E', (byte) 0xC3, (byte) 0xA9, (byte) 0xC3, 'F', 'R'};
        CheckedRows checked =
                check(contract, new BytesColumn(ScalarType.STRING, data, new int[] {0, 2, 4, 5, 7}, null));
        assertThat(checked.violations())
                .extracting(Violation::row, Violation::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, Violation.Reason.UTF8),
                        org.assertj.core.groups.Tuple.tuple(3, Violation.Reason.ONE_OF));
    }

    @Test
    void textByCodesIsCheckedLikeText() {
        ColumnContract contract = new ColumnContract(
                COUNTRY, false, Optional.empty(), Optional.empty(), List.of(Value.ofText("DE"), Value.ofText("é")));
        byte[] data = {'D', 'E', (byte) 0xC3, (byte) 0xA9, (byte) 0xC3};
        BytesColumn values = new BytesColumn(ScalarType.STRING, data, new int[] {0, 2, 4, 5}, null);
        int[] codes = {0, 2, BytesColumn.NO_CODE, 1, 0};
        boolean[] nulls = {false, false, true, false, false};

        CheckedRows checked = check(contract, new BytesColumn(new BytesColumn.Dictionary(codes, values), nulls));
        BytesColumn goodValues = values.gather(new int[] {0, 1}, 0, 2);
        int[] goodCodes = {0, 1, 1, 0};
        CheckedRows good = check(contract, new BytesColumn(new BytesColumn.Dictionary(goodCodes, goodValues), null));

        assertThat(checked.violations())
                .extracting(Violation::row, Violation::reason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(1, Violation.Reason.UTF8),
                        org.assertj.core.groups.Tuple.tuple(2, Violation.Reason.NULL));
        assertThat(good.violations()).isEmpty();
    }

    @Test
    void missingColumnCountsAsNull() {
        SourceContract source = new SourceContract(
                "s",
                List.of(ColumnContract.ofType(TIME), ColumnContract.ofType(AMOUNT)),
                "ts",
                Optional.empty(),
                List.of(),
                List.of());
        CheckedRows checked = new ContractCheck(source)
                .check(new ColumnBatch(
                        new Schema(List.of(TIME)), List.of(new LongColumn(ScalarType.TIMESTAMP, new long[1])), 1));
        assertThat(checked.valid()).containsExactly(true);
        assertThat(checked.rows().column("amount").isNull(0)).isTrue();
    }

    @Test
    void typeThatCanNeverFitIsRefusedWithTheRemedy() {
        assertThatThrownBy(() ->
                        check(ColumnContract.ofType(COUNT), new DoubleColumn(ScalarType.FLOAT64, new double[] {1})))
                .isInstanceOf(AsofException.class)
                .hasMessage("Cannot read column 'n': it is float64, its contract says int32."
                        + " Declare the column's own type or a wider one.");
    }

    @Test
    void everyNanBecomesTheOne() {
        double odd = Double.longBitsToDouble(0xFFF8_0000_0000_0001L);
        CheckedRows checked =
                check(ColumnContract.ofType(AMOUNT), new DoubleColumn(ScalarType.FLOAT64, new double[] {odd}));
        assertThat(Double.doubleToRawLongBits(((DoubleColumn) checked.rows().column("amount")).values()[0]))
                .isEqualTo(Double.doubleToRawLongBits(Double.NaN));
    }
}
