package dev.asof.online.lookup;

import dev.asof.online.state.StateSnapshot;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The answers about the entities of one kind and role, for all rows of a request: those that are kept, and the others computed
 * from the state.
 */
final class EntityAnswers {
    private final LookupPlan plan;
    private final AskedEntity asked;
    private final List<AnswerCache.Subject> subjects;
    private final QuestionTimes times;
    private final AnswerCache cache;
    private final List<List<FeatureValues>> ofViews;
    private Computed computed = Computed.NOTHING;

    /**
     * What was computed from the state.
     *
     * @param versions of the entities that the rows ask about, read before the state was
     */
    private record Computed(int[] rows, long[] versions, List<ViewQuestions> views) {
        static final Computed NOTHING = new Computed(new int[0], new long[0], List.of());
    }

    /**
     * @param subjects per row the entity that it asks about
     * @param ofViews per view of the plan and feature where the answers go
     */
    EntityAnswers(
            LookupPlan plan,
            AskedEntity asked,
            List<AnswerCache.Subject> subjects,
            QuestionTimes times,
            AnswerCache cache,
            List<List<FeatureValues>> ofViews) {
        this.plan = plan;
        this.asked = asked;
        this.subjects = subjects;
        this.times = times;
        this.cache = cache;
        this.ofViews = ofViews;
    }

    /** @param snapshot asked for only where something has to be computed */
    void answer(Supplier<StateSnapshot> snapshot) {
        int[] missing = asked.canLast()
                ? fromCache()
                : IntStream.range(0, subjects.size()).toArray();
        if (missing.length > 0) {
            compute(missing, snapshot);
        }
    }

    /** Takes what is kept; returns the rows of which nothing is. */
    private int[] fromCache() {
        int[] missing = new int[subjects.size()];
        int count = 0;
        for (int row = 0; row < missing.length; row++) {
            PackedAnswers known = cache.find(subjects.get(row), times, row);
            if (known == null) {
                missing[count++] = row;
            } else {
                known.unpack(ofViews, row);
            }
        }
        return Arrays.copyOf(missing, count);
    }

    private void compute(int[] rows, Supplier<StateSnapshot> snapshot) {
        long[] versions = new long[rows.length];
        List<byte[]> keys = new ArrayList<>(rows.length);
        for (int i = 0; i < rows.length; i++) {
            AnswerCache.Subject subject = subjects.get(rows[i]);
            versions[i] = cache.version(subject);
            keys.add(subject.key());
        }
        EntityRecords entities = EntityRecords.read(asked, keys, snapshot.get());
        Questions questions = questions(entities, rows);
        List<ViewQuestions> views = new ArrayList<>();
        for (int view : asked.layout().views()) {
            ViewQuestions ofView = new ViewQuestions(plan.views().get(view), entities, questions, ofViews.get(view));
            ofView.answer();
            views.add(ofView);
        }
        computed = new Computed(rows, versions, views);
    }

    /** Keeps what was computed and lasts; only to be done once the state is known to have had all of it. */
    void keep() {
        for (int i = 0; asked.canLast() && i < computed.rows().length; i++) {
            keep(computed.rows()[i], i, computed.versions()[i], computed.views());
        }
    }

    private Questions questions(EntityRecords entities, int[] rows) {
        return new Questions(
                entities.entity(),
                gather(times.asOf(), rows),
                gather(times.knownAt(), rows),
                gather(times.acceptedBy(), rows),
                rows);
    }

    private static long[] gather(long[] values, int[] rows) {
        if (rows.length == values.length) {
            return values;
        }
        long[] gathered = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            gathered[i] = values[rows[i]];
        }
        return gathered;
    }

    private void keep(int row, int question, long version, List<ViewQuestions> views) {
        long until = Long.MAX_VALUE;
        for (ViewQuestions view : views) {
            until = Math.min(until, view.lastUntil(question));
        }
        if (until != Timelines.NOT_LASTING) {
            long lasting = until;
            asked.layout()
                    .pack(ofViews, row)
                    .ifPresent(packed -> cache.keep(subjects.get(row), version, times, row, lasting, packed));
        }
    }
}
