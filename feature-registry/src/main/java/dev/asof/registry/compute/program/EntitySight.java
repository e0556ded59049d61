package dev.asof.registry.compute.program;

import dev.asof.registry.compute.window.TimeRule;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which events of each entity can matter to any of the questions about it. To a window matters what lies between its bounds;
 * to a {@code latest} only the last event that the question sees, so of the events between two neighbouring questions only
 * the last ones. What is left out changes no value. Immutable and thread-safe.
 */
public final class EntitySight {
    /** The greatest share of time that windows may take: what is left out has to be worth the look at each event. */
    private static final double MOST_COVERED = 0.5;

    /** Of no question. */
    private static final int NONE = -1;

    /** Per entity its first question. */
    private final int[] starts;

    /** Per question the last time that it sees; ascending within an entity. */
    private final long[] until;

    /** Per question the first time that matters to a window of it or of a later one of the entity; empty without windows. */
    private final long[] from;

    private final boolean hasLatest;

    private EntitySight(int[] starts, long[] until, long[] from, List<FeatureProgram> programs) {
        this.starts = starts;
        this.until = until;
        this.from = from;
        this.hasLatest =
                programs.stream().anyMatch(program -> program.reachInTime().hasLatest());
    }

    /**
     * What questions to views of the same sources see, if that can be told from times alone and leaves enough out: where events
     * have no versions, no arrival, no filter and no expression that could fail, acceptance doesn't matter, and all features see the
     * same of time.
     *
     * @param programs views, of which each event is one
     */
    public static Optional<EntitySight> of(List<FeatureProgram> programs, Questions questions, int entityCount) {
        if (questions.size() == 0 || !areTold(programs, questions)) {
            return Optional.empty();
        }
        List<FeatureSpec.Aggregate> aggregates = aggregates(programs);
        int[] starts = EventSort.starts(questions.entity(), entityCount);
        long[] times = byEntity(questions.entity(), questions.asOf(), starts);
        long[] until = new long[times.length];
        TimeRule rule = programs.getFirst().features().getFirst().timeRule();
        Arrays.setAll(until, i -> rule.latestVisible(times[i]));
        if (aggregates.isEmpty()) {
            return Optional.of(new EntitySight(starts, until, new long[0], programs));
        }
        long[] from = from(times, starts, aggregates);
        return cover(starts, from, until) > MOST_COVERED
                ? Optional.empty()
                : Optional.of(new EntitySight(starts, until, from, programs));
    }

    private static boolean areTold(List<FeatureProgram> programs, Questions questions) {
        return Arrays.stream(questions.acceptedBy()).allMatch(bound -> bound == Questions.NO_BOUND)
                && programs.stream().allMatch(program -> program.reachInTime().dependsOnTimesAlone())
                && programs.stream()
                                .flatMap(program -> program.features().stream())
                                .map(FeatureSpec::timeRule)
                                .distinct()
                                .count()
                        == 1;
    }

    private static List<FeatureSpec.Aggregate> aggregates(List<FeatureProgram> programs) {
        return programs.stream()
                .flatMap(program -> program.features().stream())
                .filter(FeatureSpec.Aggregate.class::isInstance)
                .map(FeatureSpec.Aggregate.class::cast)
                .toList();
    }

    /** The times asked about, entity by entity, ascending within each. */
    private static long[] byEntity(int[] entity, long[] asOf, int[] starts) {
        int[] next = starts.clone();
        long[] times = new long[asOf.length];
        for (int question = 0; question < asOf.length; question++) {
            times[next[entity[question]]++] = asOf[question];
        }
        for (int number = 0; number + 1 < starts.length; number++) {
            Arrays.sort(times, starts[number], starts[number + 1]);
        }
        return times;
    }

    private static long[] from(long[] times, int[] starts, List<FeatureSpec.Aggregate> aggregates) {
        long[] from = new long[times.length];
        for (int number = 0; number + 1 < starts.length; number++) {
            long least = Long.MAX_VALUE;
            for (int i = starts[number + 1] - 1; i >= starts[number]; i--) {
                least = Math.min(least, reach(aggregates, times[i]));
                from[i] = least;
            }
        }
        return from;
    }

    private static long reach(List<FeatureSpec.Aggregate> aggregates, long asOfMicros) {
        long least = Long.MAX_VALUE;
        for (FeatureSpec.Aggregate aggregate : aggregates) {
            least = Math.min(least, aggregate.reach(asOfMicros));
        }
        return least;
    }

    /** The share of all entities' time, from the first that any question sees to the last, that windows cover. */
    private static double cover(int[] starts, long[] from, long[] until) {
        double covered = 0;
        double first = Double.MAX_VALUE;
        double last = -Double.MAX_VALUE;
        for (int number = 0; number + 1 < starts.length; number++) {
            double reached = -Double.MAX_VALUE;
            for (int i = starts[number]; i < starts[number + 1]; i++) {
                covered += Math.max(0, until[i] - Math.max(reached, from[i]));
                reached = until[i];
                first = Math.min(first, from[i]);
                last = Math.max(last, until[i]);
            }
        }
        return covered / ((last - first) * (starts.length - 1));
    }

    /**
     * Which events can matter, ascending.
     *
     * @param entity per event the number of its entity; all events of the entities
     * @param times per event its time in microseconds since the epoch
     */
    public int[] among(int[] entity, long[] times) {
        int[] question = new int[entity.length];
        for (int event = 0; event < question.length; event++) {
            question[event] = firstSeeing(entity[event], times[event]);
        }
        long[] last = last(question, times);
        int[] seen = new int[question.length];
        int count = 0;
        for (int event = 0; event < question.length; event++) {
            seen[count] = event;
            count += matters(question[event], times[event], last) ? 1 : 0;
        }
        return Arrays.copyOf(seen, count);
    }

    /** Per question the greatest time that it sees and the question before it doesn't; empty without a {@code latest}. */
    private long[] last(int[] question, long[] times) {
        if (!hasLatest) {
            return new long[0];
        }
        long[] last = new long[until.length];
        Arrays.fill(last, Long.MIN_VALUE);
        for (int event = 0; event < question.length; event++) {
            int seeing = question[event];
            if (seeing != NONE) {
                last[seeing] = Math.max(last[seeing], times[event]);
            }
        }
        return last;
    }

    private boolean matters(int question, long time, long[] last) {
        return question != NONE
                && ((hasLatest && time == last[question]) || (from.length > 0 && time >= from[question]));
    }

    /** The first question about the entity that sees the time, or {@link #NONE}. */
    private int firstSeeing(int entity, long time) {
        int first = starts[entity];
        int end = starts[entity + 1];
        for (int left = end - first; left > 0; ) {
            int half = (left + 1) >>> 1;
            first += until[first + half - 1] < time ? half : 0;
            left -= half;
        }
        return first < end ? first : NONE;
    }
}
