package dev.asof.registry.plan;

import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.OnDemandView;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.List;

/**
 * How a list of features is answered: ask the views, then compute what is computed from their answers. Immutable and
 * thread-safe.
 */
public final class FeaturePlan {
    private final List<PlannedFeature> features;
    private final List<AskedView> views;
    private final List<OnDemandView> onDemandViews;
    private final AskedColumns columns;
    private final List<Step> steps;

    FeaturePlan(
            List<PlannedFeature> features,
            List<AskedView> views,
            List<OnDemandView> onDemandViews,
            AskedColumns columns,
            List<Step> steps) {
        this.features = List.copyOf(features);
        this.views = List.copyOf(views);
        this.onDemandViews = List.copyOf(onDemandViews);
        this.columns = columns;
        this.steps = List.copyOf(steps);
    }

    /**
     * The plan for some registered features.
     *
     * @throws AsofException {@code UNKNOWN_NAME} if there is no such feature, {@code INVALID_ARGUMENT} if two of them need
     *     one column in different types
     */
    public static FeaturePlan of(RegistrySnapshot registry, List<FeatureRef> features) {
        return of(KnownViews.of(registry), features);
    }

    /** As {@link #of(RegistrySnapshot, List)}, among these views. */
    public static FeaturePlan of(KnownViews known, List<FeatureRef> features) {
        FeaturePlan plan = unchecked(known, features);
        if (!plan.conflicts().isEmpty()) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot answer the features together: " + String.join("; ", plan.conflicts())
                            + ". Ask for them with different roles.");
        }
        return plan;
    }

    /** The plan, whether its columns agree or not. */
    public static FeaturePlan unchecked(KnownViews known, List<FeatureRef> features) {
        return new FeaturePlanner(known).plan(features);
    }

    /** The features, in the order asked for. */
    public List<PlannedFeature> features() {
        return features;
    }

    /** The feature views to be asked, each once in each of its roles. */
    public List<AskedView> views() {
        return views;
    }

    /** The versions of those views, each once. */
    public List<FeatureView> distinctViews() {
        return views.stream().map(AskedView::view).distinct().toList();
    }

    /** The names of the sources that those views read, each once, sorted. */
    public List<String> sources() {
        return FeatureView.sourcesOf(distinctViews());
    }

    /** The on-demand views that take part, each once. */
    public List<OnDemandView> onDemandViews() {
        return onDemandViews;
    }

    /** Whether a feature is computed from others. */
    public boolean isAnyDerived() {
        return !steps.isEmpty();
    }

    /** The columns of the asking rows that hold the entities' keys. */
    public List<KeyColumn> keyColumns() {
        return columns.keys();
    }

    /** The columns of the asking rows that features are computed from. */
    public Schema requestColumns() {
        return columns.request();
    }

    /** The names and types of {@link #keyColumns}. */
    public Schema keySchema() {
        return columns.keySchema();
    }

    /** All columns of the asking rows: those of {@link #keySchema}, then the {@link #requestColumns} that are no keys as well. */
    public Schema askedColumns() {
        return columns.all();
    }

    /** Which columns are needed in several types, in words. */
    public List<String> conflicts() {
        return columns.conflicts();
    }

    /**
     * The computation of the values.
     *
     * @param ofViews per view of {@link #views} and feature that it is asked for, the values, one an asking row
     */
    public Derivation derivation(List<List<FeatureValues>> ofViews, RequestValues request, int rows) {
        return new Derivation(features, steps, ofViews, request, rows);
    }
}
