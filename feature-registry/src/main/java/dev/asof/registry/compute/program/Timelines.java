package dev.asof.registry.compute.program;

import dev.asof.registry.compute.expression.kernel.Scratch;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnMemory;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The events of some entities in event order, with the expressions evaluated on them: ready to be asked. Immutable and
 * thread-safe; the arrays have one entry an event, entity by entity.
 */
public final class Timelines {
    /** Of answers that may change as time goes on. */
    public static final long NOT_LASTING = Long.MIN_VALUE;

    /** Event time, arrival, acceptance, and its place among the versions of events. */
    private static final int BYTES_OF_AN_EVENT = 4 * Long.BYTES;

    /** Of the objects that hold what a feature reads. */
    private static final int BYTES_OF_AN_INPUT = 160;

    private final FeatureProgram program;
    private final int[] entityStarts;
    private final long[] eventTimes;
    private final long[] arrivals;
    private final long[] acceptedAt;
    private final EventVersions versions;
    private final long[] lastAcceptances;
    private final boolean hasArrival;
    private final List<FeatureInput> inputs;
    private final ExpressionErrors expressionErrors;

    private Timelines(FeatureProgram program, SortedRows sorted, int[] entityStarts) {
        EventOrder order = program.order();
        ColumnBatch kept = sorted.kept();
        this.program = program;
        this.entityStarts = entityStarts;
        this.eventTimes = order.eventTimes(kept);
        this.arrivals = order.arrivals(kept);
        this.acceptedAt = sorted.acceptedAt();
        this.lastAcceptances = lastAcceptances(acceptedAt, entityStarts);
        this.hasArrival = order.hasArrival();
        this.versions = EventVersions.of(order, kept, entityStarts);
        Scratch scratch = new Scratch();
        FilterOutcome viewFilter =
                FilterOutcome.notRetracted(order, kept).and(FilterOutcome.of(program.filter(), kept, scratch));
        this.inputs = inputs(program, kept, eventTimes, viewFilter, scratch);
        this.expressionErrors = new ExpressionErrors(
                viewFilter.errorCount(),
                inputs.stream().mapToLong(FeatureInput::errorCount).toArray());
    }

    /** Features that read the same of an event share it. */
    private static List<FeatureInput> inputs(
            FeatureProgram program, ColumnBatch kept, long[] eventTimes, FilterOutcome viewFilter, Scratch scratch) {
        List<FeatureInput> inputs = new ArrayList<>();
        for (int i = 0; i < program.features().size(); i++) {
            int first = program.firstReadingAs(i);
            inputs.add(
                    first < i
                            ? inputs.get(first)
                            : FeatureInput.of(program.features().get(i), kept, eventTimes, viewFilter, scratch));
        }
        return List.copyOf(inputs);
    }

    /**
     * The timelines of each program from events of all of them, which are sorted once.
     *
     * @param events with the columns that the programs keep
     */
    static List<Timelines> of(List<FeatureProgram> programs, UnorderedEvents events, int entityCount) {
        EventSort sort = EventSort.of(events.entity(), entityCount, events.times());
        SortedRows sorted = new SortedRows(events.kept(sort.order()), events.acceptedAt(sort.order()));
        return programs.stream()
                .map(program -> new Timelines(program, sorted.as(program, sort), sort.entityStarts()))
                .toList();
    }

    /** Events of one entity that are in event order. */
    static Timelines ofSorted(FeatureProgram program, ColumnBatch kept, long[] acceptedAt) {
        return new Timelines(program, new SortedRows(kept, acceptedAt), new int[] {0, acceptedAt.length});
    }

    FeatureInput input(int feature) {
        return inputs.get(feature);
    }

    /**
     * Answers questions {@code from} to {@code to}, exclusive.
     *
     * @param targets per feature of the program where its answers go
     */
    public void answer(Questions questions, int from, int to, List<FeatureValues> targets) {
        SharedWork shared = new SharedWork(this);
        List<FeatureAnswer> answers = FeatureAnswer.of(program, this, shared, targets);
        StandingEvents standing = new StandingEvents(this);
        EntityQuestions ofEntity = new EntityQuestions(questions, from, to);
        while (ofEntity.next()) {
            shared.blocks().turnTo(ofEntity.entity());
            answers.forEach(answer -> answer.answer(ofEntity, standing));
        }
    }

    /**
     * Until when the answers to a question stay what they are if no event is added to its entity: the greatest {@code asOf},
     * inclusive, of later questions that have the same answers, provided that they know and accept no less. {@link #NOT_LASTING}
     * where that cannot be told.
     *
     * @param answers per feature of the program what {@link #answer} gave
     */
    public long lastsUntil(Questions questions, int question, List<FeatureValues> answers) {
        return new LastingAnswers(this, program.features()).until(questions, question, answers);
    }

    /** How often the expressions failed on these events. */
    public ExpressionErrors expressionErrors() {
        return expressionErrors;
    }

    /** About the bytes of memory that they take. */
    long memoryBytes() {
        Set<Object> counted = Collections.newSetFromMap(new IdentityHashMap<>());
        long bytes = (long) BYTES_OF_AN_EVENT * eventTimes.length;
        for (FeatureInput input : inputs) {
            bytes += counted.add(input) ? BYTES_OF_AN_INPUT : 0;
            boolean[] passes = input.filter().passes();
            bytes += passes != null && counted.add(passes) ? passes.length : 0;
            for (Column column : input.values().arguments()) {
                bytes += counted.add(column) ? ColumnMemory.bytes(column) : 0;
            }
        }
        return bytes;
    }

    int entityStart(int entity) {
        return entityStarts[entity];
    }

    int entityEnd(int entity) {
        return entityStarts[entity + 1];
    }

    long eventTime(int event) {
        return eventTimes[event];
    }

    /** The time at which a question can know the event: its arrival, or its own time where none is declared. */
    long knowledge(int event) {
        return arrivals[event];
    }

    long acceptedAt(int event) {
        return acceptedAt[event];
    }

    /** When the last of the entity's events was accepted; {@link Long#MIN_VALUE} if there is none. */
    long lastAcceptance(int entity) {
        return lastAcceptances[entity];
    }

    boolean hasArrival() {
        return hasArrival;
    }

    EventVersions versions() {
        return versions;
    }

    /** The first event of {@code from..to} whose time is at least {@code micros}, or {@code to}. Steps don't depend on the times, so none is mispredicted. */
    int firstAtOrAfter(int from, int to, long micros) {
        int first = from;
        for (int left = to - from; left > 0; ) {
            int half = (left + 1) >>> 1;
            first += eventTimes[first + half - 1] < micros ? half : 0;
            left -= half;
        }
        return first;
    }

    /** The end of the events of an entity that happened at {@code micros} or before. */
    int endOf(int entity, long micros) {
        return endOf(entity, entityStart(entity), micros);
    }

    /** The same, where it is known that those before {@code from} did. */
    int endOf(int entity, int from, long micros) {
        int end = entityEnd(entity);
        return micros == Long.MAX_VALUE ? end : firstAtOrAfter(from, end, micros + 1);
    }

    private static long[] lastAcceptances(long[] acceptedAt, int[] entityStarts) {
        long[] last = new long[entityStarts.length - 1];
        for (int entity = 0; entity < last.length; entity++) {
            last[entity] = Long.MIN_VALUE;
            for (int event = entityStarts[entity]; event < entityStarts[entity + 1]; event++) {
                last[entity] = Math.max(last[entity], acceptedAt[event]);
            }
        }
        return last;
    }
}
