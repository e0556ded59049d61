package dev.asof.registry.compute.program;

import dev.asof.registry.compute.admission.RowAdmission;
import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.event.SourceRoles;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.StatedRows;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One version of a feature view, compiled. Immutable and thread-safe.
 *
 * <p>The way through it: {@link RowAdmission#admit} makes rows of a {@linkplain #admission source} into events of the view,
 * {@link #timelines} orders the events of some entities, and {@link Timelines#answer} gives the values. How rows come and where
 * they are kept between the first step and the second is the stores' business, and cannot change a value.
 */
public final class FeatureProgram {
    private final ViewEvents events;
    private final List<FeatureSpec> features;
    private final BlockParts parts;
    private final int[] firstReadingAs;
    private final int[] firstOfState;
    private final ReachInTime reach;
    private final DecidingFilters filters;

    /**
     * @param view the view's name
     * @param version the view's version
     * @param entityKeys the entity's key columns
     * @param keyColumns per key column of the entity the column that holds it, in each source
     * @param contracts per source the contract of all its declared columns and of the columns that the view reads; they agree in
     *     the columns that decide the order of events and their versions, and in the types of what is kept
     * @param filter the view's filter
     * @param features at least one, in the order of their definition
     * @throws IllegalArgumentException if the parts do not fit together
     */
    public FeatureProgram(
            String view,
            int version,
            Schema entityKeys,
            List<String> keyColumns,
            List<SourceContract> contracts,
            Optional<Expression> filter,
            List<FeatureSpec> features) {
        this(
                ViewEvents.of(view, version, entityKeys, keyColumns, contracts, filter, features),
                new BlockParts(features),
                List.copyOf(features));
    }

    private FeatureProgram(ViewEvents events, BlockParts parts, List<FeatureSpec> features) {
        this.events = events;
        this.features = features;
        this.parts = parts;
        this.firstReadingAs = FeatureInput.firstReadingAs(features);
        this.firstOfState = SharedStates.firstOf(features);
        this.reach = new ReachInTime(events.order(), events.filter(), features);
        this.filters = DecidingFilters.of(events.order(), events.filter(), features);
    }

    /**
     * The same program, of some of its features alone: events, their order and what is kept of them stay those of the whole
     * view, and so does every value.
     *
     * @param indexes positions in {@link #features}
     */
    public FeatureProgram asking(int... indexes) {
        List<FeatureSpec> asked = Arrays.stream(indexes).mapToObj(features::get).toList();
        return asked.equals(features) ? this : new FeatureProgram(events, parts, asked);
    }

    /**
     * How rows of one of its sources become events of the view.
     *
     * @throws IllegalArgumentException if the view does not read it
     */
    public RowAdmission admission(String source) {
        return events.admission(source);
    }

    public String view() {
        return events.view();
    }

    public int version() {
        return events.version();
    }

    /** {@code view@version}. */
    public String ref() {
        return events.ref();
    }

    /** How the entity's keys are encoded. */
    public EntityKeyCodec keyCodec() {
        return events.keyCodec();
    }

    /** Per key column of the entity the column that holds it, in each source. */
    public List<String> keyColumns() {
        return events.keyColumns();
    }

    /** The names of the sources that events come from. */
    public List<String> sources() {
        return events.admissions().stream().map(RowAdmission::source).toList();
    }

    /** What columns mean, as all sources have it; of correction bounds and zones each has its own. */
    public SourceRoles roles() {
        return events.roles();
    }

    public Optional<Expression> filter() {
        return events.filter();
    }

    public List<FeatureSpec> features() {
        return features;
    }

    /**
     * The columns of an event that can matter to a value of this view, by name: those with a role in its source,
     * and what the expressions read. A store keeps these and no others.
     */
    public Schema keptColumns() {
        return events.keptColumns();
    }

    /** Whether answers ever {@linkplain Timelines#lastsUntil last}. */
    public boolean canLast() {
        return LastingAnswers.canBeOf(features);
    }

    /** The position in {@link #keptColumns} of the event time. */
    public int eventTimeIndex() {
        return order().eventTimeIndex();
    }

    /**
     * Whether what is known of rows proves that leaving their events out shows nowhere: filters let none of them pass, it replaces no
     * other version, and no expression, which is counted, can fail on it.
     *
     * @param rows {@linkplain RowAdmission#typed typed}
     */
    public boolean passesNothingOf(StatedRows rows) {
        return filters.passNothingOf(rows);
    }

    /** The columns that filters read, if it depends on them alone whether an event matters; none otherwise. */
    public Set<String> filteringColumns() {
        return filters.columns();
    }

    /**
     * Orders events and evaluates the expressions on them.
     *
     * @param rows events of this view, each admitted
     * @param entityCount the number of entities that {@code rows.entity()} numbers
     */
    public Timelines timelines(EventRows rows, int entityCount) {
        return timelines(List.of(this), rows, entityCount).getFirst();
    }

    /**
     * Orders the events that several views have in common, and evaluates the expressions of each on them. It is what {@link
     * #timelines} gives of each, with the work of sorting done once.
     *
     * @param programs views of the same sources, at least one, that agree in the event time and the key columns
     * @param rows events of all of these views, with the columns that any of them keeps
     * @return the timelines of each, in their order
     */
    public static List<Timelines> timelines(List<FeatureProgram> programs, EventRows rows, int entityCount) {
        return timelines(
                programs, new HeldEvents(rows, programs.getFirst().roles().eventTime()), entityCount);
    }

    /** The same of events that are not rows yet. */
    public static List<Timelines> timelines(List<FeatureProgram> programs, UnorderedEvents events, int entityCount) {
        return Timelines.of(programs, events, entityCount);
    }

    /**
     * A time before which an event matters to no window of any question none of whose times (as of, known at, accepted by) lies
     * before {@code horizonMicros}; {@link Long#MIN_VALUE} where there is none. To a {@code latest} an event before it may
     * matter.
     *
     * <p>With unique keys it rests on versions standing in the order of their times: where they stand in that of their arrivals, an
     * event that comes late may be less than a version that no window sees, and has to be replaced by it. And a
     * correction may take any event from which a {@code latest} is made.
     */
    public long reach(long horizonMicros) {
        return reach.earliest(horizonMicros);
    }

    /** Which events can matter, by their times. */
    ReachInTime reachInTime() {
        return reach;
    }

    /** How many partial states there are of every block of events; features over the same inputs and filter share one. */
    public int partCount() {
        return parts.size();
    }

    EventOrder order() {
        return events.order();
    }

    /** The first feature with the filter and the inputs of this one; itself where none is before it. */
    int firstReadingAs(int feature) {
        return firstReadingAs[feature];
    }

    /** The first feature that is told from the state of this one; itself where none is before it. */
    int firstOfState(int feature) {
        return firstOfState[feature];
    }

    /**
     * The events of one entity, as a store keeps them in blocks.
     *
     * @param root what {@link TreeChanges#root} gave; empty for no events
     * @throws IllegalArgumentException if these are not the bytes of a root
     */
    public EventTree tree(BlockStorage storage, TreeShape shape, byte[] root) {
        return new EventTree(this, parts, storage, shape, root);
    }

    /**
     * The first time after {@code nowMicros} at which one of some events has left a window, or is too old for a {@code latest}: time alone
     * then changes what can be seen of them. Empty where it never does.
     *
     * @param eventTimes in microseconds, ascending
     */
    public OptionalLong nextExpiryMicros(long[] eventTimes, long nowMicros) {
        return NextExpiry.of(features, eventTimes, nowMicros);
    }
}
