package dev.asof.online.lookup;

import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.state.StateSnapshot;
import dev.asof.online.state.StateStore;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.plan.Derivation;
import dev.asof.registry.plan.PlannedFeature;
import dev.asof.registry.plan.RequestValues;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Answers questions from the state. All values of one answer come from one snapshot, and the answer says which times it
 * used: asked again with these, it is the same, whatever was ingested meanwhile. Thread-safe.
 */
public final class FeatureLookup {
    private final StateStore state;
    private final LookupPlans plans;
    private final LookupLimits limits;
    private final InstantSource wallClock;
    private final Map<VersionedName, ViewCounts> counts = new ConcurrentHashMap<>();

    public FeatureLookup(StateStore state, LiveDefinitions definitions, LookupLimits limits, InstantSource wallClock) {
        this.state = state;
        this.plans = new LookupPlans(definitions);
        this.limits = limits;
        this.wallClock = wallClock;
    }

    /**
     * What a selection needs and gives.
     *
     * @throws AsofException UNKNOWN_NAME, NOT_APPLIED or INVALID_ARGUMENT
     */
    public ResolvedSelection resolve(Selection selection) {
        return plan(selection).selection();
    }

    /** Of a service without a version the newest that is loaded: a newer one may be on its way. */
    private LookupPlan plan(Selection selection) {
        LookupPlan newest = plans.find(selection);
        if (selection instanceof Selection.OfService service && service.version() == 0 && !isLoaded(newest)) {
            return plans.olderVersions(service)
                    .filter(this::isLoaded)
                    .findFirst()
                    .orElse(newest);
        }
        return newest;
    }

    private boolean isLoaded(LookupPlan plan) {
        return plan.views().stream()
                .allMatch(asked -> state.isLoaded(asked.view().stored()));
    }

    /**
     * Answers made-up requests for stored entities, for all services that can be asked.
     *
     * @param services to ask
     * @param time how long
     * @param encode what is done with each answer
     */
    public void warmUp(List<VersionedName> services, Duration time, Consumer<LookupAnswer> encode) {
        List<LookupPlan> found = new ArrayList<>();
        for (VersionedName service : services) {
            found.add(plans.find(new Selection.OfService(service.name(), service.version())));
        }
        new WarmUp(this, state, encode).run(found, time);
        counts.clear();
    }

    /** What was answered since this was made, by view. */
    public Map<VersionedName, ViewCounts> answered() {
        return Map.copyOf(counts);
    }

    /**
     * Answers a request.
     *
     * @throws AsofException UNKNOWN_NAME, NOT_APPLIED, INVALID_ARGUMENT, INVALID_OBSERVATIONS, LIMIT_EXCEEDED, or
     *     NOT_LOADED if a view of the selection was never loaded
     */
    public LookupAnswer answer(LookupRequest request) {
        long nowMicros = ChronoUnit.MICROS.between(Instant.EPOCH, wallClock.instant());
        requireWithinLimits(request);
        LookupPlan plan = plan(request.selection());
        requireLoaded(plan);
        ColumnBatch rows = AskedRows.typed(plan, request.rows());
        try (StateSnapshot snapshot = state.snapshot()) {
            requireLoaded(plan); // Once more: what was begun anew before the snapshot is not in it.
            QuestionTimes times =
                    RowQuestions.resolve(request.times(), rows.rowCount(), nowMicros, snapshot.acceptedByMicros());
            return new LookupAnswer(plan.selection(), times, values(plan, snapshot, rows, times));
        }
    }

    private void requireWithinLimits(LookupRequest request) {
        int rows = request.rows().rowCount();
        if (rows > limits.rows()) {
            throw tooMany(rows + " rows", limits.rows());
        }
        if (request.selection() instanceof Selection.OfFeatures listed
                && listed.features().size() > limits.features()) {
            throw tooMany(listed.features().size() + " features", limits.features());
        }
    }

    private static AsofException tooMany(String what, int limit) {
        return new AsofException(
                ErrorCode.LIMIT_EXCEEDED,
                "Cannot answer the request: it asks for " + what + ", the limit is " + limit + ". Ask in parts.");
    }

    private void requireLoaded(LookupPlan plan) {
        for (AskedLiveView asked : plan.views()) {
            if (!state.isLoaded(asked.view().stored())) {
                throw new AsofException(
                        ErrorCode.NOT_LOADED,
                        "Cannot answer " + plan.selection().describe() + ": feature view '"
                                + asked.view().id() + "' is not loaded. Run 'asof load'.");
            }
        }
    }

    private List<FeatureValues> values(LookupPlan plan, StateSnapshot snapshot, ColumnBatch rows, QuestionTimes times) {
        List<EntityRecords> entities = new ArrayList<>(plan.entities().size());
        for (AskedEntity entity : plan.entities()) {
            entities.add(EntityRecords.read(entity, rows, snapshot));
        }
        List<List<FeatureValues>> ofViews = new ArrayList<>(plan.views().size());
        for (AskedLiveView asked : plan.views()) {
            ViewCounts ofView = counts(asked.view().id());
            List<FeatureValues> answers = new ViewQuestions(asked).answer(entities.get(asked.entity()), times, ofView);
            answers.forEach(ofView::add);
            ofViews.add(answers);
        }
        Derivation derivation = plan.selection().plan().derivation(ofViews, RequestValues.of(rows), rows.rowCount());
        derivation.answer(0, rows.rowCount());
        List<FeatureValues> values = derivation.values();
        countDerived(plan, derivation, values);
        return values;
    }

    private void countDerived(LookupPlan plan, Derivation derivation, List<FeatureValues> values) {
        List<PlannedFeature> features = plan.selection().features();
        for (int i = 0; i < features.size(); i++) {
            if (features.get(i) instanceof PlannedFeature.Derived derived) {
                ViewCounts ofView = counts(derived.ref().view());
                ofView.add(values.get(i));
                ofView.addExpressionErrors(derivation.errors(derived));
            }
        }
    }

    private ViewCounts counts(VersionedName view) {
        return counts.computeIfAbsent(view, each -> new ViewCounts());
    }
}
