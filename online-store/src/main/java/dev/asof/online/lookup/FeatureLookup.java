package dev.asof.online.lookup;

import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.state.StateStore;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.entity.EncodedKeys;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.plan.Derivation;
import dev.asof.registry.plan.PlannedFeature;
import dev.asof.registry.plan.RequestValues;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions from the state. All values of one answer are of what was accepted by one time, and the answer says which times it
 * used: asked again with these, it is the same, whatever was ingested meanwhile. Thread-safe.
 */
public final class FeatureLookup {
    private final StateStore state;
    private final LookupPlans plans;
    private final LookupLimits limits;
    private final InstantSource wallClock;
    private final AnswerCache cache;
    private final Map<VersionedName, ViewCounts> counts = new ConcurrentHashMap<>();

    /** @param answerBytes how much memory kept answers may take beside the heap */
    public FeatureLookup(
            StateStore state,
            LiveDefinitions definitions,
            LookupLimits limits,
            long answerBytes,
            InstantSource wallClock) {
        this.state = state;
        this.plans = new LookupPlans(definitions, this::counts);
        this.limits = limits;
        this.cache = new AnswerCache(state, answerBytes);
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
        if (selection instanceof Selection.OfService service && service.version() == 0 && !isAnswerable(newest)) {
            return plans.olderVersions(service)
                    .filter(this::isAnswerable)
                    .findFirst()
                    .orElse(newest);
        }
        return newest;
    }

    private boolean isAnswerable(LookupPlan plan) {
        return plan.views().stream()
                .allMatch(asked -> asked.view().isComputable()
                        && state.isLoaded(asked.view().stored()));
    }

    /**
     * Requests that nobody made, for stored entities, to these services.
     *
     * @param isEnough whether to leave out the services that are to come; the first never is
     */
    public MadeUpRequests madeUp(List<VersionedName> services, BooleanSupplier isEnough) {
        MadeUpRequests requests = new MadeUpRequests(state, services.size(), Micros.of(wallClock.instant()));
        for (VersionedName service : services) {
            requests.add(plans.find(new Selection.OfService(service.name(), service.version())));
            if (isEnough.getAsBoolean()) {
                break;
            }
        }
        return requests;
    }

    /** Counts anew what is answered. */
    public void forgetAnswered() {
        counts.values().forEach(ViewCounts::reset);
    }

    /** What was answered since this was made, by view. */
    public Map<VersionedName, ViewCounts> answered() {
        Map<VersionedName, ViewCounts> answered = new HashMap<>(counts);
        answered.values().removeIf(ofView -> !ofView.isAny());
        return answered;
    }

    /**
     * Answers a request.
     *
     * @throws AsofException UNKNOWN_NAME, NOT_APPLIED, INVALID_ARGUMENT, INVALID_OBSERVATIONS, LIMIT_EXCEEDED,
     *     BEFORE_HORIZON, or NOT_LOADED if a view of the selection was never loaded; NOT_COMPUTABLE if a zone of one has other rules in this build
     */
    public LookupAnswer answer(LookupRequest request) {
        long nowMicros = Micros.of(wallClock.instant());
        requireWithinLimits(request);
        LookupPlan plan = plan(request.selection());
        ColumnBatch rows = AskedRows.typed(plan, request.rows());
        long acceptedMicros = state.acceptedByMicros();
        QuestionTimes times = RowQuestions.resolve(request.times(), rows.rowCount(), nowMicros, acceptedMicros);
        Horizons horizons = new Horizons(plan, times, state, nowMicros, acceptedMicros);
        horizons.require();
        PackedAnswers kept = rows.rowCount() == 1 && plan.isOfOneEntity() ? kept(plan, rows, times) : null;
        return kept == null
                ? new LookupAnswer(plan.selection(), times, values(plan, rows, times, horizons))
                : new LookupAnswer(plan, times, kept);
    }

    /** The answer to the one row, if it is kept. */
    private @Nullable PackedAnswers kept(LookupPlan plan, ColumnBatch rows, QuestionTimes times) {
        AskedEntity asked = plan.entities().getFirst();
        PackedAnswers kept = asked.canLast() ? cache.find(subjects(asked, rows).getFirst(), times, 0) : null;
        if (kept != null) {
            kept.count(plan.views());
        }
        return kept;
    }

    private static List<AnswerCache.Subject> subjects(AskedEntity asked, ColumnBatch rows) {
        List<Column> columns = new ArrayList<>(asked.keyColumns().length);
        for (int index : asked.keyColumns()) {
            columns.add(rows.column(index));
        }
        int[] all = new int[rows.rowCount()];
        for (int row = 0; row < all.length; row++) {
            all[row] = row;
        }
        EncodedKeys keys = asked.codec().encode(columns, all);
        List<AnswerCache.Subject> subjects = new ArrayList<>(all.length);
        for (int row : all) {
            subjects.add(AnswerCache.Subject.of(asked, keys.key(row)));
        }
        return subjects;
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

    private List<FeatureValues> values(LookupPlan plan, ColumnBatch rows, QuestionTimes times, Horizons horizons) {
        List<List<FeatureValues>> ofViews = plan.newValues(rows.rowCount());
        List<EntityAnswers> answers = new ArrayList<>(plan.entities().size());
        for (AskedEntity asked : plan.entities()) {
            answers.add(new EntityAnswers(plan, asked, subjects(asked, rows), times, cache, ofViews));
        }
        new Reading(state, plan, horizons).read(snapshot -> answers.forEach(each -> each.answer(snapshot)));
        answers.forEach(EntityAnswers::keep);
        for (int view = 0; view < ofViews.size(); view++) {
            ofViews.get(view).forEach(plan.views().get(view).counts()::add);
        }
        Derivation derivation = plan.selection().plan().derivation(ofViews, RequestValues.of(rows), rows.rowCount());
        derivation.answer(0, rows.rowCount());
        List<FeatureValues> values = derivation.values();
        countDerived(plan, derivation, values);
        return values;
    }

    private void countDerived(LookupPlan plan, Derivation derivation, List<FeatureValues> values) {
        if (derivation.isEmpty()) {
            return;
        }
        List<PlannedFeature> features = plan.selection().features();
        for (int i = 0; i < features.size(); i++) {
            if (features.get(i) instanceof PlannedFeature.Derived derived) {
                ViewCounts ofView = counts(derived.ref().view());
                ofView.add(values.get(i));
                ofView.addErrors(derived.ref().feature(), derivation.errors(derived));
            }
        }
    }

    private ViewCounts counts(VersionedName view) {
        return counts.computeIfAbsent(view, each -> new ViewCounts());
    }
}
