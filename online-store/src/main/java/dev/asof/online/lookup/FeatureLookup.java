package dev.asof.online.lookup;

import dev.asof.online.live.LiveDefinitions;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.StateSnapshot;
import dev.asof.online.state.StateStore;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers questions from the state. All values of one answer come from one snapshot, and the answer says which times it
 * used: asked again with these, it is the same, whatever was ingested meanwhile. Thread-safe.
 */
public final class FeatureLookup {
    private final StateStore state;
    private final LiveDefinitions definitions;
    private final LookupLimits limits;
    private final InstantSource wallClock;

    public FeatureLookup(StateStore state, LiveDefinitions definitions, LookupLimits limits, InstantSource wallClock) {
        this.state = state;
        this.definitions = definitions;
        this.limits = limits;
        this.wallClock = wallClock;
    }

    /**
     * What a selection needs and gives.
     *
     * @throws AsofException UNKNOWN_NAME, NOT_APPLIED or INVALID_ARGUMENT
     */
    public ResolvedSelection resolve(Selection selection) {
        return definitions.find(catalog -> new SelectionResolver(catalog).resolve(selection));
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
        ResolvedSelection selection = resolve(request.selection());
        requireLoaded(selection);
        ColumnBatch rows = AskedRows.typed(selection, request.rows());
        try (StateSnapshot snapshot = state.snapshot()) {
            requireLoaded(selection); // Once more: what was begun anew before the snapshot is not in it.
            QuestionTimes times =
                    RowQuestions.resolve(request.times(), rows.rowCount(), nowMicros, snapshot.acceptedByMicros());
            return new LookupAnswer(selection, times, values(selection, snapshot, rows, times));
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

    private void requireLoaded(ResolvedSelection selection) {
        for (SelectedFeature feature : selection.features()) {
            if (!state.isLoaded(feature.view().stored())) {
                throw new AsofException(
                        ErrorCode.NOT_LOADED,
                        "Cannot answer " + selection.describe() + ": feature view '"
                                + feature.view().id() + "' is not loaded. Run 'asof load'.");
            }
        }
    }

    /** Which view is asked about the entity of which role. */
    private record Asked(LiveView view, String role) {}

    private static List<FeatureValues> values(
            ResolvedSelection selection, StateSnapshot snapshot, ColumnBatch rows, QuestionTimes times) {
        EntityRecords records = new EntityRecords(snapshot);
        Map<Asked, List<FeatureValues>> answers = new HashMap<>();
        List<FeatureValues> values = new ArrayList<>();
        for (SelectedFeature feature : selection.features()) {
            Asked asked = new Asked(feature.view(), feature.role());
            values.add(answers.computeIfAbsent(
                            asked, each -> new ViewQuestions(each.view(), each.role()).answer(records, rows, times))
                    .get(feature.index()));
        }
        return values;
    }
}
