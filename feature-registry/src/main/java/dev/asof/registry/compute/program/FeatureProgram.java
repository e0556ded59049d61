package dev.asof.registry.compute.program;

import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.event.SourceRoles;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.StatedRows;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * One version of a feature view, compiled. Immutable and thread-safe.
 *
 * <p>The way through it: {@link #admit} makes rows of a source into events of the view, {@link #timelines} orders the
 * events of some entities, and {@link Timelines#answer} gives the values. How rows come and where they are kept between
 * the first step and the second is the stores' business, and cannot change a value.
 */
public final class FeatureProgram {
    private final String view;
    private final int version;
    private final EntityKeyCodec keyCodec;
    private final List<String> keyColumns;
    private final List<SourceContract> contracts;
    private final Optional<Expression> filter;
    private final List<FeatureSpec> features;
    private final Schema keptColumns;
    private final EventOrder order;
    private final Optional<RowAdmission> admission;
    private final int[] firstReadingAs;
    private final BlockParts parts;
    private final boolean canLast;
    private final boolean leavesOutUnseen;

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
        FeatureChecks.requireCondition(view, filter);
        this.view = view;
        this.version = version;
        this.keyCodec = new EntityKeyCodec(entityKeys);
        this.keyColumns = List.copyOf(keyColumns);
        this.contracts = List.copyOf(contracts);
        this.filter = filter;
        this.features = List.copyOf(features);
        TreeSet<String> used = usedColumns();
        this.keptColumns = keptColumns(contracts.getFirst(), used);
        this.order = new EventOrder(contracts.getFirst(), List.copyOf(used), keptColumns);
        requireAlike(used);
        this.admission = contracts.size() == 1 ? Optional.of(admission(contracts.getFirst())) : Optional.empty();
        this.firstReadingAs = firstReadingAs(this.features);
        this.parts = new BlockParts(this.features);
        this.canLast = LastingAnswers.canBeOf(this.features);
        this.leavesOutUnseen = leavesOutUnseen();
    }

    private FeatureProgram(FeatureProgram whole, List<FeatureSpec> features, Optional<RowAdmission> admission) {
        this.view = whole.view;
        this.version = whole.version;
        this.keyCodec = whole.keyCodec;
        this.keyColumns = whole.keyColumns;
        this.contracts = whole.contracts;
        this.filter = whole.filter;
        this.features = List.copyOf(features);
        this.keptColumns = whole.keptColumns;
        this.order = whole.order;
        this.admission = admission;
        boolean asksAll = features.equals(whole.features);
        this.firstReadingAs = asksAll ? whole.firstReadingAs : firstReadingAs(this.features);
        this.parts = whole.parts;
        this.canLast = asksAll ? whole.canLast : LastingAnswers.canBeOf(this.features);
        this.leavesOutUnseen = asksAll ? whole.leavesOutUnseen : leavesOutUnseen();
    }

    /**
     * The same program, of some of its features alone: events, their order and what is kept of them stay those of the whole
     * view, and so does every value.
     *
     * @param indexes positions in {@link #features}
     */
    public FeatureProgram asking(int... indexes) {
        return new FeatureProgram(
                this, Arrays.stream(indexes).mapToObj(features::get).toList(), admission);
    }

    /**
     * The same program, of which {@link #admit} and what goes with it take rows of one of its sources. What it makes of
     * them are events of the view like all others.
     *
     * @throws IllegalArgumentException if the view does not read it
     */
    public FeatureProgram reading(String source) {
        if (admission.isPresent() && admission.get().source().equals(source)) {
            return this;
        }
        return new FeatureProgram(
                this,
                features,
                Optional.of(admission(contracts.stream()
                        .filter(contract -> contract.source().equals(source))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(ref() + " does not read " + source)))));
    }

    private RowAdmission admission(SourceContract contract) {
        return new RowAdmission(contract, keyCodec, keyColumns, keptColumns);
    }

    /** Events must be what they are whichever source they came from. */
    private void requireAlike(TreeSet<String> used) {
        for (SourceContract contract : contracts) {
            if (!keptColumns(contract, used).equals(keptColumns)
                    || !contract.roles().orderEventsAs(contracts.getFirst().roles())) {
                throw new IllegalArgumentException("Source " + contract.source() + " is not like "
                        + contracts.getFirst().source() + " to " + ref());
            }
        }
    }

    public String view() {
        return view;
    }

    public int version() {
        return version;
    }

    /** {@code view@version}. */
    public String ref() {
        return view + "@" + version;
    }

    /** How the entity's keys are encoded. */
    public EntityKeyCodec keyCodec() {
        return keyCodec;
    }

    /** Per key column of the entity the column that holds it, in each source. */
    public List<String> keyColumns() {
        return keyColumns;
    }

    /** The names of the sources that events come from. */
    public List<String> sources() {
        return contracts.stream().map(SourceContract::source).toList();
    }

    /**
     * The contract of the source whose rows it {@linkplain #reading reads}.
     *
     * @throws IllegalStateException if there are several, and none is said
     */
    public SourceContract contract() {
        return ofOneSource().contract();
    }

    /** What columns mean, as all sources have it; of correction bounds and zones each has its own. */
    public SourceRoles roles() {
        return contracts.getFirst().roles();
    }

    private RowAdmission ofOneSource() {
        return admission.orElseThrow(
                () -> new IllegalStateException(ref() + " reads several sources: " + sources() + "; say which"));
    }

    public Optional<Expression> filter() {
        return filter;
    }

    public List<FeatureSpec> features() {
        return features;
    }

    /**
     * The columns of an event that can matter to a value of this view, by name: those with a role in its source,
     * and what the expressions read. A store keeps these and no others.
     */
    public Schema keptColumns() {
        return keptColumns;
    }

    /** Whether answers ever {@linkplain Timelines#lastsUntil last}. */
    public boolean canLast() {
        return canLast;
    }

    /** The position in {@link #keptColumns} of the event time. */
    public int eventTimeIndex() {
        return order.eventTimeIndex();
    }

    /** Whether {@link #admit} can read columns of these types at all. */
    public boolean canAdmit(Schema rows) {
        return ofOneSource().canAdmit(rows);
    }

    /**
     * Evaluates the contract and the presence of the entity key on rows of the source.
     *
     * @param rows columns of the source by name, in any order; those that the contract does not know are ignored
     * @throws dev.asof.registry.error.AsofException if a column that must not be null is missing, or one has a type
     *     that can never become the contract's
     */
    public AdmittedRows admit(ColumnBatch rows) {
        return ofOneSource().admit(rows);
    }

    /** Whether what is known of rows of the source proves that {@link #admit} admits each of them. */
    public boolean admitsAll(StatedRows rows) {
        return admitsEnds(rows) && admitsValues(rows);
    }

    /** The half of {@link #admitsAll} for which ends of values and nulls are compared: of some of the rows it may be so where it isn't of all. */
    public boolean admitsEnds(StatedRows rows) {
        return ofOneSource().admitsEnds(rows);
    }

    /** The half of {@link #admitsAll} for which each of the known values is looked at: it is so of all of the rows, or proved of none. */
    public boolean admitsValues(StatedRows rows) {
        return ofOneSource().admitsValues(rows);
    }

    /**
     * Whether what is known of rows proves that leaving their events out shows nowhere: filters let none of them pass, it replaces no
     * other version, and no expression, which is counted, can fail on it.
     *
     * @param rows {@linkplain #typed typed}
     */
    public boolean passesNothingOf(StatedRows rows) {
        return leavesOutUnseen
                && (isTrueInNone(filter, rows)
                        || features.stream().allMatch(feature -> isTrueInNone(feature.where(), rows)));
    }

    private static boolean isTrueInNone(Optional<Expression> condition, StatedRows rows) {
        return condition.stream().anyMatch(expression -> expression.isTrueInNone(rows));
    }

    /** The columns that filters read, if it depends on them alone whether an event matters; none otherwise. */
    public Set<String> filteringColumns() {
        TreeSet<String> names = new TreeSet<>();
        if (leavesOutUnseen) {
            filter.ifPresent(condition -> names.addAll(condition.inputs()));
            features.forEach(feature -> feature.where().ifPresent(condition -> names.addAll(condition.inputs())));
        }
        return names;
    }

    private boolean leavesOutUnseen() {
        return !order.uniqueKey().isDeclared()
                && filter.stream().allMatch(Expression::neverFails)
                && features.stream()
                        .allMatch(feature -> feature.where().stream().allMatch(Expression::neverFails)
                                && feature.inputs().stream().allMatch(Expression::neverFails));
    }

    /** What is known of rows of the source, once their columns have the types that they have in events. */
    public StatedRows typed(StatedRows rows) {
        return ofOneSource().typed(rows);
    }

    /**
     * Orders events and evaluates the expressions on them.
     *
     * @param rows events of this view, each admitted
     * @param entityCount the number of entities that {@code rows.entity()} numbers
     */
    public Timelines timelines(EventRows rows, int entityCount) {
        return Timelines.of(List.of(this), rows, entityCount).getFirst();
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
        return Timelines.of(programs, rows, entityCount);
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
        boolean hasVersions = order.uniqueKey().isDeclared();
        boolean mayAllMatter = hasVersions && (order.hasArrival() || hasLatest());
        return mayAllMatter
                ? Long.MIN_VALUE
                : features.stream()
                        .mapToLong(feature -> feature.reach(horizonMicros))
                        .min()
                        .orElseThrow();
    }

    /**
     * A time after which an event matters to no question that asks about {@code asOfMicros} or earlier; {@link Long#MAX_VALUE}
     * where there is none: a version that arrived may replace an event, however late it says that this happened.
     */
    long seesUntil(long asOfMicros) {
        return order.uniqueKey().isDeclared() && order.hasArrival()
                ? Long.MAX_VALUE
                : features.stream()
                        .mapToLong(feature -> feature.timeRule().latestVisible(asOfMicros))
                        .max()
                        .orElseThrow();
    }

    /**
     * A time before which an event matters to no question of which no time (as of, known at, accepted by) lies before {@code
     * horizonMicros}; {@link Long#MIN_VALUE} where there is none, as where a {@code latest} is among the features.
     */
    long seesFrom(long horizonMicros) {
        return hasLatest() ? Long.MIN_VALUE : reach(horizonMicros);
    }

    /** How many partial states there are of every block of events; features over the same inputs and filter share one. */
    public int partCount() {
        return parts.size();
    }

    /** Whether a feature is the latest of something: an event before all windows may still matter to it. */
    boolean hasLatest() {
        return features.stream().anyMatch(FeatureSpec.Latest.class::isInstance);
    }

    /** Whether an event's time alone, of all that is known of it, decides whether a question's features see it, and nothing can fail on it. */
    boolean dependsOnTimesAlone() {
        return !order.uniqueKey().isDeclared()
                && !order.hasArrival()
                && !order.hasRetractions()
                && filter.isEmpty()
                && features.stream()
                        .allMatch(feature -> feature.where().isEmpty()
                                && feature.inputs().stream().allMatch(Expression::isColumn));
    }

    EventOrder order() {
        return order;
    }

    /** The first feature with the filter and the inputs of this one; itself where none is before it. */
    int firstReadingAs(int feature) {
        return firstReadingAs[feature];
    }

    private static int[] firstReadingAs(List<FeatureSpec> features) {
        int[] first = new int[features.size()];
        for (int i = 0; i < first.length; i++) {
            FeatureSpec feature = features.get(i);
            int at = 0;
            while (!(features.get(at).where().equals(feature.where())
                    && features.get(at).inputs().equals(feature.inputs()))) {
                at++;
            }
            first[i] = at;
        }
        return first;
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

    private TreeSet<String> usedColumns() {
        TreeSet<String> used = new TreeSet<>();
        filter.ifPresent(expression -> used.addAll(expression.inputs()));
        for (FeatureSpec feature : features) {
            feature.where().ifPresent(expression -> used.addAll(expression.inputs()));
            feature.inputs().forEach(expression -> used.addAll(expression.inputs()));
        }
        return used;
    }

    private static Schema keptColumns(SourceContract contract, TreeSet<String> used) {
        TreeSet<String> names = new TreeSet<>(used);
        names.addAll(contract.roles().columns());
        Schema schema = contract.schema();
        return new Schema(
                names.stream().map(name -> schema.field(schema.indexOf(name))).toList());
    }
}
