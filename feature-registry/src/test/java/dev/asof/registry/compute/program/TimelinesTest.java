package dev.asof.registry.compute.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.admission.AdmittedRows;
import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The rules of values, one by one, on events written by hand: (customer, id, time, arrival, amount). */
class TimelinesTest {
    private static final Schema SOURCE = new Schema(List.of(
            new Field("customer", ScalarType.INT64),
            new Field("id", ScalarType.INT64),
            new Field("ts", ScalarType.TIMESTAMP),
            new Field("seen", ScalarType.TIMESTAMP),
            new Field("amount", ScalarType.INT64)));
    private static final TimeRule NOW = new TimeRule(0, Closed.RIGHT);
    private static final Window TEN = new Window.Sliding(10);

    /** One event, or one version of it. */
    private record Row(
            long customer,
            @Nullable Long id,
            long ts,
            long seen,
            @Nullable Long amount,
            long acceptedAt) {
        Row(long customer, @Nullable Long id, long ts, long seen, @Nullable Long amount) {
            this(customer, id, ts, seen, amount, EventRows.ALWAYS_ACCEPTED);
        }
    }

    @Test
    void windowIsOpenAtItsStartAndClosedAtItsEnd() {
        Row[] rows = {new Row(1, 1L, 90, 90, 1L), new Row(1, 2L, 91, 91, 2L), new Row(1, 3L, 100, 100, 4L)};
        assertThat(ask(sum(TEN, NOW), 100, rows)).isEqualTo("PRESENT 6");
        assertThat(ask(sum(TEN, new TimeRule(0, Closed.LEFT)), 100, rows)).isEqualTo("PRESENT 3");
    }

    @Test
    void retryKeepsTheFirstArrivalAndChangesNothing() {
        Row[] rows = {new Row(1, 1L, 50, 60, 7L), new Row(1, 1L, 50, 99, 7L), new Row(1, 2L, 50, 70, 8L)};
        assertThat(ask(latest(OptionalLong.empty()), 100, rows)).isEqualTo("PRESENT 8 @50");
        assertThat(ask(sum(new Window.Unbounded(), NOW), 100, rows)).isEqualTo("PRESENT 15");
    }

    @Test
    void correctionReplacesFromItsArrivalEvenWhereItLeavesTheWindow() {
        Row[] rows = {new Row(1, 1L, 95, 95, 5L), new Row(1, 1L, 10, 98, 9L)};
        assertThat(askKnown(sum(TEN, NOW), 100, 97, rows)).isEqualTo("PRESENT 5");
        assertThat(askKnown(sum(TEN, NOW), 100, 98, rows)).isEqualTo("NOT_FOUND");
    }

    @Test
    void backAndForthCorrectionStandsAsItsLastVersion() {
        Row[] rows = {new Row(1, 1L, 95, 95, 5L), new Row(1, 1L, 95, 96, 6L), new Row(1, 1L, 95, 97, 5L)};
        assertThat(askKnown(sum(TEN, NOW), 100, 96, rows)).isEqualTo("PRESENT 6");
        assertThat(askKnown(sum(TEN, NOW), 100, 97, rows)).isEqualTo("PRESENT 5");
    }

    @Test
    void nullInTheUniqueKeyMakesEventsOfTheirOwn() {
        Row[] rows = {new Row(1, null, 95, 95, 5L), new Row(1, null, 95, 95, 5L)};
        assertThat(ask(sum(TEN, NOW), 100, rows)).isEqualTo("PRESENT 10");
    }

    @Test
    void lateEventIsUnseenUntilItArrives() {
        Row[] rows = {new Row(1, 1L, 95, 120, 5L)};
        assertThat(askKnown(sum(TEN, NOW), 100, 119, rows)).isEqualTo("NOT_FOUND");
        assertThat(askKnown(sum(TEN, NOW), 100, 120, rows)).isEqualTo("PRESENT 5");
    }

    @Test
    void eventAcceptedAfterTheBoundDoesNotExist() {
        Row[] rows = {new Row(1, 1L, 95, 95, 5L, 1000), new Row(1, 1L, 95, 96, 6L, 2000)};
        Questions before = questions(100, 100, 1999);
        assertThat(answer(sum(TEN, NOW), before, rows)).isEqualTo("PRESENT 5");
        assertThat(answer(sum(TEN, NOW), questions(100, 100, 2000), rows)).isEqualTo("PRESENT 6");
        assertThat(answer(sum(TEN, NOW), questions(100, 100, 999), rows)).isEqualTo("NOT_FOUND");
    }

    @Test
    void ageIsInclusiveAndNullIsNotSkipped() {
        Row[] rows = {new Row(1, 1L, 80, 80, 3L), new Row(1, 2L, 90, 90, null)};
        assertThat(ask(latest(OptionalLong.of(10)), 100, rows)).isEqualTo("NULL_VALUE @90");
        assertThat(ask(latest(OptionalLong.of(9)), 100, rows)).isEqualTo("EXPIRED @90");
    }

    @Test
    void questionsAtTheEndsOfTimeAreAnswered() {
        Row[] rows = {new Row(1, 1L, -80, -80, 3L)};
        assertThat(ask(latest(OptionalLong.of(10)), Long.MAX_VALUE, rows)).isEqualTo("EXPIRED @-80");
        assertThat(ask(latest(OptionalLong.of(10)), Long.MIN_VALUE, rows)).isEqualTo("NOT_FOUND");
        assertThat(ask(sum(new Window.Unbounded(), NOW), Long.MAX_VALUE, rows)).isEqualTo("PRESENT 3");
    }

    @Test
    void countsArePresentForEntitiesNeverSeen() {
        FeatureSpec count = aggregate("count", List.of(), TEN, NOW, Optional.empty());
        assertThat(ask(count, 100)).isEqualTo("PRESENT 0");
        assertThat(ask(sum(TEN, NOW), 100)).isEqualTo("NOT_FOUND");
    }

    @Test
    void defaultStandsForAbsenceButNotForOverflow() {
        Optional<Value> zero = Optional.of(Value.ofLong(ScalarType.INT64, 0));
        FeatureSpec sum = aggregate("sum", List.of(amount()), TEN, NOW, zero);
        assertThat(ask(sum, 100)).isEqualTo("DEFAULTED 0");
        assertThat(ask(sum, 100, new Row(1, 1L, 95, 95, null))).isEqualTo("DEFAULTED 0");
        Row[] overflow = {new Row(1, 1L, 95, 95, Long.MAX_VALUE), new Row(1, 2L, 95, 95, 1L)};
        assertThat(ask(sum, 100, overflow)).isEqualTo("OUT_OF_RANGE");
    }

    @Test
    void tieGoesToTheGreaterContentHoweverRowsCome() {
        Row[] rows = {new Row(1, 1L, 95, 95, 5L), new Row(1, 2L, 95, 95, 9L), new Row(1, 3L, 95, 95, null)};
        assertThat(ask(latest(OptionalLong.empty()), 100, rows)).isEqualTo("PRESENT 9 @95");
        Row[] reversed = {rows[2], rows[1], rows[0]};
        assertThat(ask(latest(OptionalLong.empty()), 100, reversed)).isEqualTo("PRESENT 9 @95");
    }

    private static Expression amount() {
        return ExpressionCompiler.compile("amount", SOURCE).orElseThrow();
    }

    private static FeatureSpec latest(OptionalLong maxAge) {
        return new FeatureSpec.Latest("f", amount(), maxAge, NOW, Optional.empty(), Optional.empty());
    }

    private static FeatureSpec sum(Window window, TimeRule rule) {
        return aggregate("sum", List.of(amount()), window, rule, Optional.empty());
    }

    private static FeatureSpec aggregate(
            String name, List<Expression> inputs, Window window, TimeRule rule, Optional<Value> defaultValue) {
        Resolution resolution =
                Aggregates.resolve(name, inputs.isEmpty() ? List.of() : List.of(Argument.ofType(ScalarType.INT64)));
        AggregateFunction<?> function = ((Resolution.Resolved) resolution).function();
        return new FeatureSpec.Aggregate("f", function, inputs, window, rule, Optional.empty(), defaultValue);
    }

    private static Questions questions(long asOf, long knownAt, long acceptedBy) {
        return new Questions(
                new int[] {0}, new long[] {asOf}, new long[] {knownAt}, new long[] {acceptedBy}, new int[] {0});
    }

    private static String ask(FeatureSpec feature, long asOf, Row... rows) {
        return askKnown(feature, asOf, asOf, rows);
    }

    private static String askKnown(FeatureSpec feature, long asOf, long knownAt, Row... rows) {
        return answer(feature, questions(asOf, knownAt, Questions.NO_BOUND), rows);
    }

    private static String answer(FeatureSpec feature, Questions questions, Row... rows) {
        SourceContract contract = new SourceContract(
                "payments",
                SOURCE.fields().stream().map(ColumnContract::ofType).toList(),
                "ts",
                Optional.of("seen"),
                List.of("id"),
                List.of());
        FeatureProgram program = new FeatureProgram(
                "v",
                1,
                SOURCE.project(new int[] {0}),
                List.of("customer"),
                List.of(contract),
                Optional.empty(),
                List.of(feature));
        AdmittedRows admitted = program.admission("payments").admit(batch(rows));
        assertThat(admitted.violations()).isEmpty();
        long[] acceptedAt = Arrays.stream(rows).mapToLong(Row::acceptedAt).toArray();
        EventRows events = new EventRows(new int[rows.length], admitted.kept(), acceptedAt);
        FeatureValues values = new FeatureValues(feature.type(), 1);
        program.timelines(events, 1).answer(questions, 0, 1, List.of(values));
        return text(values);
    }

    private static String text(FeatureValues values) {
        ValueStatus status = values.status(0);
        String value = status.hasValue() ? " " + ((Value.LongValue) Value.of(values.toColumn(), 0)).value() : "";
        long time = values.eventTimeMicros(0);
        return status + value + (time == FeatureValues.NO_EVENT ? "" : " @" + time);
    }

    private static ColumnBatch batch(Row... rows) {
        List<ColumnBuilder> builders = new ArrayList<>();
        SOURCE.fields().forEach(field -> builders.add(new ColumnBuilder(field.type())));
        for (Row row : rows) {
            append(builders.get(0), row.customer());
            append(builders.get(1), row.id());
            append(builders.get(2), row.ts());
            append(builders.get(3), row.seen());
            append(builders.get(4), row.amount());
        }
        List<Column> columns = builders.stream().map(ColumnBuilder::build).toList();
        return new ColumnBatch(SOURCE, columns, rows.length);
    }

    private static void append(ColumnBuilder builder, @Nullable Long value) {
        if (value == null) {
            builder.appendNull();
        } else {
            builder.appendLong(value);
        }
    }
}
