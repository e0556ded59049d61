package dev.asof.registry.compute.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.InvertibleFunction;
import dev.asof.registry.compute.aggregate.function.StateReader;
import dev.asof.registry.compute.aggregate.function.StateWriter;
import dev.asof.registry.compute.aggregate.session.SessionFunction;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.TimeRule;
import dev.asof.registry.compute.window.Window;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every aggregate function must keep, whatever its arguments' types, alone and over sessions. */
class AggregateContractTest {
    private static final int CASES = 60;

    /** A function over arguments of some types. */
    record Subject(String title, AggregateFunction<?> function, List<DataType> types) {
        @Override
        public String toString() {
            return title;
        }
    }

    static Stream<Subject> subjects() {
        return Aggregates.declarations().stream().flatMap(AggregateContractTest::subjects);
    }

    private static Stream<Subject> subjects(AggregateDeclaration declaration) {
        return AggregateCallForms.of(declaration).stream().flatMap(form -> {
            String title = declaration.name()
                    + form.types().stream().map(DataType::displayName).toList()
                    + (form.constants().isEmpty() ? "" : form.constants());
            Stream<Subject> plain = Stream.of(
                    new Subject(title, form.function(), form.types()),
                    new Subject(title + " over sessions", session(form.function()), form.types()));
            return Stream.concat(plain, GroupedForms.of(form).map(grouped -> subject(title, grouped)));
        });
    }

    private static Subject subject(String title, AggregateCallForms.Form grouped) {
        return new Subject(title + " by groups", grouped.function(), grouped.types());
    }

    private static <S> AggregateFunction<?> session(AggregateFunction<S> function) {
        return new SessionFunction<>(function, new Window.Session(20), new TimeRule(0, Closed.RIGHT));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void grouping(Subject subject) {
        eachCase(subject.function(), subject.types(), AggregateContractTest::anyGroupingGivesTheSameBytes);
    }

    private static <S> void anyGroupingGivesTheSameBytes(AggregateFunction<S> function, EventSample events) {
        States<S> states = new States<>(function, events);
        S whole = states.of(0, events.size());
        S merged = function.create();
        for (int from = 0; from < events.size(); ) {
            int to = from + 1 + events.random().nextInt(events.size() - from);
            function.merge(
                    merged, events.random().nextBoolean() ? states.of(from, to) : states.copy(states.of(from, to)));
            from = to;
        }
        states.assertSame(merged, whole);
        states.assertSame(states.copy(whole), whole);
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void order(Subject subject) {
        if (subject.function().shape().takesAnyOrder()) {
            eachCase(subject.function(), subject.types(), AggregateContractTest::anyOrderGivesTheSameBytes);
        }
    }

    private static <S> void anyOrderGivesTheSameBytes(AggregateFunction<S> function, EventSample events) {
        States<S> states = new States<>(function, events);
        S shuffled = function.create();
        S other = function.create();
        for (int event : events.shuffled()) {
            function.update(events.random().nextBoolean() ? shuffled : other, events.input(), event);
        }
        function.merge(shuffled, other);
        states.assertSame(shuffled, states.of(0, events.size()));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void trees(Subject subject) {
        eachCase(subject.function(), subject.types(), AggregateContractTest::anyTreeOfMergesGivesTheSameBytes);
    }

    /** The same blocks of events, joined in any order: neighbours where order matters, any two where it doesn't. */
    private static <S> void anyTreeOfMergesGivesTheSameBytes(AggregateFunction<S> function, EventSample events) {
        States<S> states = new States<>(function, events);
        int[] boundaries = events.random()
                .ints(events.random().nextInt(6), 0, events.size() + 1)
                .sorted()
                .toArray();
        S expected = states.of(0, events.size());
        for (int tree = 0; tree < 3; tree++) {
            states.assertSame(states.joined(states.blocks(boundaries)), expected);
        }
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void reuse(Subject subject) {
        eachCase(subject.function(), subject.types(), AggregateContractTest::clearedStateIsAsNew);
    }

    private static <S> void clearedStateIsAsNew(AggregateFunction<S> function, EventSample events) {
        States<S> states = new States<>(function, events);
        S used = states.of(0, events.size());
        function.clear(used);
        states.assertSame(used, function.create());
        states.update(used, 0, events.size());
        states.assertSame(used, states.of(0, events.size()));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void retraction(Subject subject) {
        if (subject.function() instanceof InvertibleFunction<?> invertible) {
            eachCase(invertible, subject.types(), AggregateContractTest::retractedEventsLeaveNoTrace);
        }
    }

    private static <S> void retractedEventsLeaveNoTrace(AggregateFunction<S> function, EventSample events) {
        States<S> states = new States<>(function, events);
        int from = events.random().nextInt(events.size() + 1);
        S state = states.of(0, events.size());
        for (int event = 0; event < from; event++) {
            ((InvertibleFunction<S>) function).retract(state, events.input(), event);
        }
        states.assertSame(state, states.of(from, events.size()));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void mergedStateIsLeftAlone(Subject subject) {
        eachCase(subject.function(), subject.types(), AggregateContractTest::mergingLeavesTheOtherAsItWas);
    }

    private static <S> void mergingLeavesTheOtherAsItWas(AggregateFunction<S> function, EventSample events) {
        States<S> states = new States<>(function, events);
        int middle = events.random().nextInt(events.size() + 1);
        S early = states.of(0, middle);
        S late = states.of(middle, events.size());
        function.merge(early, late);
        states.assertSame(late, states.of(middle, events.size()));
        function.clear(early);
        states.assertSame(late, states.of(middle, events.size()));
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void damage(Subject subject) {
        eachCase(subject.function(), subject.types(), AggregateContractTest::damagedBytesAreRefusedOrRead);
    }

    private static <S> void damagedBytesAreRefusedOrRead(AggregateFunction<S> function, EventSample events) {
        byte[] bytes = new States<>(function, events).bytes(new States<>(function, events).of(0, events.size()));
        SplittableRandom random = events.random();
        byte[] damaged = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
        for (int i = 0; damaged.length > 0 && i < random.nextInt(3); i++) {
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
        }
        Throwable thrown = catchThrowable(() -> function.decode(new StateReader(ByteBuffer.wrap(damaged))));
        if (thrown != null) {
            assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void everyNameIsDeclaredOnce() {
        assertThat(Aggregates.names()).doesNotHaveDuplicates().isSorted();
    }

    /** A check that knows nothing of the state's type. */
    private interface Check {
        <S> void on(AggregateFunction<S> function, EventSample events);
    }

    private static void eachCase(AggregateFunction<?> function, List<DataType> types, Check check) {
        for (long seed = 0; seed < CASES; seed++) {
            try {
                check.on(function, EventSample.of(types, new SplittableRandom(seed)));
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("Failed with new SplittableRandom(" + seed + "): " + e.getMessage(), e);
            }
        }
    }

    /** Builds and compares states over one sample of events. */
    private record States<S>(AggregateFunction<S> function, EventSample events) {

        S of(int from, int to) {
            S state = function.create();
            update(state, from, to);
            return state;
        }

        void update(S state, int from, int to) {
            for (int event = from; event < to; event++) {
                function.update(state, events.input(), event);
            }
        }

        /** A state of each block; where order doesn't matter, its events come in any. */
        List<S> blocks(int[] boundaries) {
            List<S> blocks = new ArrayList<>();
            for (int i = 0; i <= boundaries.length; i++) {
                int from = i == 0 ? 0 : boundaries[i - 1];
                int to = i == boundaries.length ? events.size() : boundaries[i];
                blocks.add(function.shape().takesAnyOrder() ? shuffled(from, to) : of(from, to));
            }
            return blocks;
        }

        private S shuffled(int from, int to) {
            S state = function.create();
            for (int event : events.shuffled()) {
                if (event >= from && event < to) {
                    function.update(state, events.input(), event);
                }
            }
            return state;
        }

        /** All blocks in one, two at a time, some of them as they were written and read. */
        S joined(List<S> blocks) {
            List<S> left = new ArrayList<>(blocks);
            while (left.size() > 1) {
                int first = events.random().nextInt(left.size() - 1);
                boolean anyOther =
                        function.shape().takesAnyOrder() && events.random().nextBoolean();
                int second = anyOther ? left.size() - 1 : first + 1;
                S later = left.remove(second);
                function.merge(left.get(first), events.random().nextBoolean() ? later : copy(later));
            }
            return left.getFirst();
        }

        S copy(S state) {
            ByteBuffer bytes = ByteBuffer.wrap(bytes(state));
            S copy = function.decode(new StateReader(bytes));
            assertThat(bytes.hasRemaining()).as("bytes are left over").isFalse();
            return copy;
        }

        byte[] bytes(S state) {
            StateWriter out = new StateWriter();
            function.encode(state, out);
            return out.toBytes();
        }

        void assertSame(S state, S expected) {
            assertThat(bytes(state)).isEqualTo(bytes(expected));
            assertThat(EventSample.answer(function, state)).isEqualTo(EventSample.answer(function, expected));
        }
    }
}
