package dev.asof.registry.compute.program;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which events of each entity can matter to any of the questions about it. To a window matters what lies between its bounds;
 * to a {@code latest} only the last event that the question sees, so of the events between two neighbouring questions only
 * the last ones. What is left out changes no value. Not thread-safe.
 */
public final class EntitySight {
    /** The greatest share of time that windows may take: what is left out has to be worth the look at each event. */
    private static final double MOST_COVERED = 0.5;

    /** Per entity its first question. */
    private final int[] starts;

    /** Per question the last time that it sees; ascending within an entity. */
    private final long[] until;

    /** Per question the first time that matters to a window of it or of a later one of the entity; empty without windows. */
    private final long[] from;

    /** Per question the greatest time noted that it sees and the question before it doesn't; empty without a {@code latest}. */
    private final long[] last;

    private EntitySight(int[] starts, long[] until, long[] from, long[] last) {
        this.starts = starts;
        this.until = until;
        this.from = from;
        this.last = last;
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
        Arrays.setAll(until, i -> programs.getFirst().reachInTime().seesUntil(times[i]));
        boolean hasLatest =
                programs.stream().anyMatch(program -> program.reachInTime().hasLatest());
        long[] last = new long[hasLatest ? times.length : 0];
        Arrays.fill(last, Long.MIN_VALUE);
        if (aggregates.isEmpty()) {
            return Optional.of(new EntitySight(starts, until, new long[0], last));
        }
        long[] from = from(times, starts, aggregates);
        return cover(starts, from, until) > MOST_COVERED
                ? Optional.empty()
                : Optional.of(new EntitySight(starts, until, from, last));
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
     * Notes events; all of them, before any is asked about.
     *
     * @param entity per event the number of its entity
     * @param times per event its time in microseconds since the epoch
     * @param start the first event to note
     * @param end the end of those, exclusive
     */
    public void note(int[] entity, long[] times, int start, int end) {
        if (last.length == 0) {
            return;
        }
        for (int event = start; event < end; event++) {
            int question = firstSeeing(entity[event], times[event]);
            if (question < starts[entity[event] + 1]) {
                last[question] = Math.max(last[question], times[event]);
            }
        }
    }

    /** Which of the events {@code start..end}, exclusive, can matter, ascending. */
    public int[] among(int[] entity, long[] times, int start, int end) {
        int[] seen = new int[end - start];
        int count = 0;
        for (int event = start; event < end; event++) {
            if (matters(entity[event], times[event])) {
                seen[count++] = event;
            }
        }
        return Arrays.copyOf(seen, count);
    }

    private boolean matters(int entity, long time) {
        int question = firstSeeing(entity, time);
        return question < starts[entity + 1]
                && ((from.length > 0 && time >= from[question]) || (last.length > 0 && time == last[question]));
    }

    /** The first question about the entity that sees the time, or where the next entity's begin. */
    private int firstSeeing(int entity, long time) {
        int low = starts[entity];
        int high = starts[entity + 1];
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (until[middle] < time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
