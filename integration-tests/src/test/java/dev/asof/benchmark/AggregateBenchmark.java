package dev.asof.benchmark;

import dev.asof.registry.compute.aggregate.Aggregates;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.group.GroupLimits;
import dev.asof.registry.compute.aggregate.group.GroupedFunction;
import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.value.FeatureValues;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What each aggregate function costs: an event, the merge of a state of 100 events, an answer over 1,000. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 300, timeUnit = TimeUnit.MILLISECONDS)
@Fork(1)
public class AggregateBenchmark {
    static final int EVENTS = 1_000;
    static final int BLOCKS = 10;
    private static final long MICROS_BETWEEN = 60_000_000L;

    /**
     * The functions with their arguments: x is a price in cents as a float64, d as a decimal(18,2) and w as a decimal(38,10), k one of
     * 500 int64s, b a bool, t one of 20 texts.
     */
    public enum Call {
        COUNT(),
        SUM("x"),
        SUM_OF_INTEGERS("k"),
        SUM_OF_DECIMALS("d"),
        SUM_OF_WIDE_DECIMALS("w"),
        AVG("x"),
        AVG_OF_DECIMALS("d"),
        MIN("x"),
        MAX("x"),
        BOOL_AND("b"),
        BOOL_OR("b"),
        FIRST("x"),
        LAST("x"),
        MIN_BY("x", "k"),
        MAX_BY("x", "k"),
        VAR_POP("x"),
        VAR_POP_OF_DECIMALS("d"),
        VAR_POP_OF_WIDE_DECIMALS("w"),
        VAR_SAMP("x"),
        STDDEV_POP("x"),
        STDDEV_SAMP("x"),
        SKEWNESS("x"),
        KURTOSIS("x"),
        KURTOSIS_OF_DECIMALS("d"),
        KURTOSIS_OF_WIDE_DECIMALS("w"),
        COVAR_POP("x", "k"),
        COVAR_SAMP("x", "k"),
        CORR("x", "k"),
        DECAYED_SUM("x", "1d"),
        DECAYED_COUNT("1d"),
        TIME_SINCE_FIRST(),
        TIME_SINCE_LAST(),
        COUNT_DISTINCT("k"),
        MODE("k"),
        APPROX_COUNT_DISTINCT("k"),
        APPROX_QUANTILE("x", "0.95"),
        APPROX_QUANTILE_OF_DECIMALS("d", "0.95"),
        INTER_ARRIVAL_AVG(),
        INTER_ARRIVAL_MIN(),
        INTER_ARRIVAL_MAX(),
        FIRST_N("x", "10"),
        LAST_N("x", "10"),
        LAST_DISTINCT_N("k", "10"),
        TOP_N("k", "10"),
        TOP_N_BY_SUM("k", "x", "10"),
        HISTOGRAM("x", "[0, 10, 100, 1000, 5000]"),
        HISTOGRAM_OF_DECIMALS("d", "[0, 10, 100, 1000, DECIMAL '5000.50']"),
        APPROX_QUANTILES("x", "[0.5, 0.9, 0.99]"),
        SUM_BY_GROUPS("t", "x");

        private static final Set<String> INPUTS = Set.of("x", "d", "w", "k", "b", "t");
        private static final DecimalType NARROW = new DecimalType(18, 2);
        private static final DecimalType WIDE = new DecimalType(38, 10);

        private final List<String> arguments;

        Call(String... arguments) {
            this.arguments = List.of(arguments);
        }

        @SuppressWarnings("unchecked")
        AggregateFunction<Object> function() {
            String name = this == APPROX_QUANTILES
                    ? "approx_quantile"
                    : name().toLowerCase(Locale.ROOT).replaceFirst("_of_.*|_by_groups", "");
            List<Argument> types = arguments.stream().map(Call::argument).toList();
            Resolution resolution = this == SUM_BY_GROUPS ? byGroups(name, types) : Aggregates.resolve(name, types);
            if (resolution instanceof Resolution.Resolved resolved) {
                return (AggregateFunction<Object>) resolved.function();
            }
            throw new IllegalStateException(name + types);
        }

        private static Resolution byGroups(String name, List<Argument> types) {
            Resolution ungrouped = Aggregates.resolve(name, types.subList(1, types.size()));
            return GroupedFunction.of(
                    (Resolution.Resolved) ungrouped, new GroupLimits(OptionalInt.empty(), GroupLimits.DEFAULT_MOST));
        }

        private static Argument argument(String text) {
            return switch (text) {
                case "x" -> Argument.ofType(ScalarType.FLOAT64);
                case "d" -> Argument.ofType(NARROW);
                case "w" -> Argument.ofType(WIDE);
                case "k" -> Argument.ofType(ScalarType.INT64);
                case "b" -> Argument.ofType(ScalarType.BOOL);
                case "t" -> Argument.ofType(ScalarType.STRING);
                case "1d" -> new Argument(ScalarType.STRING, Optional.of(Value.ofText(text)));
                default -> {
                    Value constant = ExpressionCompiler.compile(text, new Schema(List.of()))
                            .orElseThrow()
                            .constant()
                            .orElseThrow();
                    yield new Argument(constant.type(), Optional.of(constant));
                }
            };
        }

        AggregateInput input(int events) {
            SplittableRandom random = new SplittableRandom(7);
            List<ColumnBuilder> columns = arguments.stream()
                    .filter(INPUTS::contains)
                    .map(name -> new ColumnBuilder(argument(name).type()))
                    .toList();
            long[] times = new long[events];
            for (int event = 0; event < events; event++) {
                times[event] = event * MICROS_BETWEEN;
                for (ColumnBuilder column : columns) {
                    append(column, random);
                }
            }
            return new AggregateInput(
                    times,
                    columns.stream()
                            .map(ColumnBuilder::build)
                            .<Column>map(c -> c)
                            .toList());
        }

        private static void append(ColumnBuilder column, SplittableRandom random) {
            if (column.type() instanceof DecimalType decimal) {
                BigInteger cents = BigInteger.valueOf(random.nextInt(1_000_000));
                Decimals.append(cents.multiply(BigInteger.TEN.pow(decimal.scale() - 2)), column);
                return;
            }
            switch ((ScalarType) column.type()) {
                case FLOAT64 -> column.appendDouble(random.nextInt(1_000_000) / 100.0);
                case BOOL -> column.appendLong(random.nextInt(2));
                case STRING -> column.appendText("category " + random.nextInt(20));
                default -> column.appendLong(random.nextInt(500));
            }
        }
    }

    @Param
    public Call call = Call.COUNT;

    private AggregateFunction<Object> function = Call.COUNT.function();
    private AggregateInput input = Call.COUNT.input(0);
    private Object state = function.create();
    private final List<Object> blocks = new ArrayList<>();
    private Object whole = function.create();
    private FeatureValues target = new FeatureValues(function.resultType(), 1);

    @Setup
    public void fill() {
        function = call.function();
        input = call.input(EVENTS);
        state = function.create();
        whole = stateOf(function, input, 0, EVENTS);
        target = new FeatureValues(function.resultType(), 1);
        blocks.clear();
        for (int block = 0; block < BLOCKS; block++) {
            blocks.add(stateOf(function, input, block * EVENTS / BLOCKS, (block + 1) * EVENTS / BLOCKS));
        }
    }

    static Object stateOf(AggregateFunction<Object> function, AggregateInput input, int from, int to) {
        Object state = function.create();
        for (int event = from; event < to; event++) {
            function.update(state, input, event);
        }
        return state;
    }

    @Benchmark
    @OperationsPerInvocation(EVENTS)
    public Object update() {
        function.clear(state);
        for (int event = 0; event < EVENTS; event++) {
            function.update(state, input, event);
        }
        return state;
    }

    @Benchmark
    @OperationsPerInvocation(BLOCKS)
    public Object merge() {
        function.clear(state);
        for (Object block : blocks) {
            function.merge(state, block);
        }
        return state;
    }

    @Benchmark
    public FeatureValues finish() {
        function.finish(whole, EVENTS * MICROS_BETWEEN, target, 0);
        return target;
    }
}
