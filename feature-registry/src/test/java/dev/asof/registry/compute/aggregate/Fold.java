package dev.asof.registry.compute.aggregate;

import dev.asof.registry.catalog.ValueLiteral;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Argument;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration.Resolution;
import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.AggregateInput;
import dev.asof.registry.compute.aggregate.group.GroupLimits;
import dev.asof.registry.compute.aggregate.group.GroupedFunction;
import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** A call of a function over a few events: one a microsecond from time 0 on, unless times are given. */
final class Fold {
    private final String name;
    private final List<Argument> arguments = new ArrayList<>();
    private final List<Column> columns = new ArrayList<>();
    private long[] times = {};
    private long asOf = 1_000_000;
    private Optional<GroupLimits> limits = Optional.empty();

    private Fold(String name) {
        this.name = name;
    }

    static Fold of(String name) {
        return new Fold(name);
    }

    /** The values of the next argument, null where it is null. */
    Fold over(DataType type, @Nullable Object... values) {
        ColumnBuilder column = new ColumnBuilder(type);
        for (Object value : values) {
            switch (value) {
                case null -> column.appendNull();
                case Boolean bool -> column.appendLong(bool ? 1 : 0);
                case BigDecimal decimal -> Decimals.append(decimal.unscaledValue(), column);
                case Number number
                when type.lane() == DataType.Lane.DOUBLE -> column.appendDouble(number.doubleValue());
                case Number number -> column.appendLong(number.longValue());
                default -> column.appendText(value.toString());
            }
        }
        arguments.add(Argument.ofType(type));
        columns.add(column.build());
        times = times.length > 0 ? times : LongStream.range(0, values.length).toArray();
        return this;
    }

    /** The keys of groups. */
    Fold by(GroupLimits groups, @Nullable Object... keys) {
        over(ScalarType.STRING, keys);
        arguments.clear();
        limits = Optional.of(groups);
        return this;
    }

    /** The next argument, a literal. */
    Fold with(Value constant) {
        arguments.add(new Argument(constant.type(), Optional.of(constant)));
        return this;
    }

    /** The times of the events, in microseconds. */
    Fold at(long... timeMicros) {
        times = timeMicros;
        return this;
    }

    /** The time asked about, in microseconds. */
    Fold asOf(long micros) {
        asOf = micros;
        return this;
    }

    /** The value as text, a bool as 0 or 1; the status where there is none. */
    String answer() {
        Resolution resolution = Aggregates.resolve(name, arguments);
        return switch (limits.isPresent() && resolution instanceof Resolution.Resolved ungrouped
                ? GroupedFunction.of(ungrouped, limits.get())
                : resolution) {
            case Resolution.Resolved resolved -> answer(resolved.function());
            case Resolution.Unknown unknown -> throw new IllegalArgumentException("No function " + unknown.name());
            case Resolution.Refused refused -> refused.reason();
        };
    }

    private <S> String answer(AggregateFunction<S> function) {
        AggregateInput input = new AggregateInput(times, columns);
        S state = function.create();
        for (int event = 0; event < times.length; event++) {
            function.update(state, input, event);
        }
        if (times.length == 0 && !function.presentWhenEmpty()) {
            return ValueStatus.NOT_FOUND.name();
        }
        FeatureValues values = new FeatureValues(function.resultType(), 1);
        function.finish(state, asOf, values, 0);
        if (!values.status(0).hasValue()) {
            return values.status(0).name();
        }
        return switch (Value.of(values.toColumn(), 0)) {
            case Value.LongValue v -> Long.toString(v.value());
            case Value.DoubleValue v -> Double.toString(v.value());
            case Value.BytesValue v when v.type().isNested() -> ValueLiteral.format(v);
            case Value.BytesValue v -> v.text();
        };
    }
}
