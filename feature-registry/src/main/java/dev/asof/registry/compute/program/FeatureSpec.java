package dev.asof.registry.compute.program;

import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.session.SessionFunction;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Window;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** One feature of a view, compiled. */
public sealed interface FeatureSpec {

    String name();

    /** The type of its values. */
    DataType type();

    /** Which of the view's events it sees. */
    TimeRule timeRule();

    /** The feature's own filter, beside the view's. */
    Optional<Expression> where();

    /** The value that stands where there is none, of the feature's type. */
    Optional<Value> defaultValue();

    /** The expressions it evaluates on each event, its filter aside. */
    List<Expression> inputs();

    /**
     * A time before which an event matters to no question from {@code horizonMicros} on; of a {@code latest}, where every question
     * sees it, unless it is the greatest one.
     */
    long reach(long horizonMicros);

    /**
     * An expression on the greatest visible event.
     *
     * @param maxAgeMicros the greatest age, inclusive, from the time rule's anchor
     */
    record Latest(
            String name,
            Expression value,
            OptionalLong maxAgeMicros,
            TimeRule timeRule,
            Optional<Expression> where,
            Optional<Value> defaultValue)
            implements FeatureSpec {

        public Latest {
            FeatureChecks.require(name, value.type(), where, defaultValue);
        }

        @Override
        public DataType type() {
            return value.type();
        }

        @Override
        public List<Expression> inputs() {
            return List.of(value);
        }

        @Override
        public long reach(long horizonMicros) {
            return timeRule.latestVisible(horizonMicros);
        }

        /** Whether an event of this time is too old at the time asked about. */
        boolean isExpired(long eventTimeMicros, long asOfMicros) {
            return maxAgeMicros.isPresent()
                    && eventTimeMicros < timeRule.earliestWithin(maxAgeMicros.getAsLong(), asOfMicros);
        }

        /**
         * Until when an answer stays, if its event remains the latest: what is too old stays so.
         *
         * @param eventTimeMicros the event's time, or {@link FeatureValues#NO_EVENT}
         */
        long lastsUntil(long eventTimeMicros, long asOfMicros) {
            boolean isForever = maxAgeMicros.isEmpty()
                    || eventTimeMicros == FeatureValues.NO_EVENT
                    || isExpired(eventTimeMicros, asOfMicros);
            return isForever ? Long.MAX_VALUE : timeRule.lastWithin(maxAgeMicros.getAsLong(), eventTimeMicros);
        }
    }

    /**
     * A function over the visible events of a window.
     *
     * @param function what is asked of the events of the window
     */
    record Aggregate(
            String name,
            AggregateFunction<?> function,
            List<Expression> inputs,
            Window window,
            TimeRule timeRule,
            Optional<Expression> where,
            Optional<Value> defaultValue)
            implements FeatureSpec {

        public Aggregate {
            inputs = List.copyOf(inputs);
            FeatureChecks.require(name, function.resultType(), where, defaultValue);
            if (window instanceof Window.Calendar calendar) {
                calendar.zone().requireCurrent();
            }
        }

        @Override
        public DataType type() {
            return function.resultType();
        }

        @Override
        public long reach(long horizonMicros) {
            return window.earliest(timeRule, horizonMicros);
        }

        /** The function over the events from the window's start on: the one given, or the one that finds the session. */
        AggregateFunction<?> folded() {
            return switch (window) {
                case Window.Sliding sliding -> function;
                case Window.Unbounded unbounded -> function;
                case Window.Tumbling tumbling -> function;
                case Window.Calendar calendar -> function;
                case Window.Session session -> new SessionFunction<>(function, session, timeRule);
            };
        }
    }
}
