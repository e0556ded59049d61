package dev.asof.online.lookup;

import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveView;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.plan.AskedView;
import dev.asof.registry.plan.PlannedFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * How a selection is answered: what can be found out before any row is there. Immutable and thread-safe.
 *
 * @param keys the key columns' names and types
 * @param columns those of the asking rows: the keys, then the request columns
 * @param check types the asking rows
 * @param entities each kind of entity and role that is asked about, once
 * @param views each view and role that is asked, once
 * @param packedPositions per feature where it stands in the {@linkplain PackedLayout packed} answers to a row; empty unless all of the
 *     answer is about one entity, and nothing is computed from it
 */
record LookupPlan(
        ResolvedSelection selection,
        Schema keys,
        Schema columns,
        ContractCheck check,
        List<AskedEntity> entities,
        List<AskedLiveView> views,
        int[] packedPositions) {

    LookupPlan {
        entities = List.copyOf(entities);
        views = List.copyOf(views);
    }

    static LookupPlan of(ResolvedSelection selection, LiveCatalog catalog, Function<VersionedName, ViewCounts> counts) {
        return new Planning(selection, catalog, counts).plan();
    }

    /** Whether what is packed of a row is its answer. */
    boolean isOfOneEntity() {
        return packedPositions.length > 0;
    }

    /** Room for the answers to so many rows, per view and feature. */
    List<List<FeatureValues>> newValues(int rows) {
        List<List<FeatureValues>> ofViews = new ArrayList<>(views.size());
        for (AskedLiveView asked : views) {
            List<FeatureSpec> features = asked.program().features();
            List<FeatureValues> values = new ArrayList<>(features.size());
            for (FeatureSpec feature : features) {
                values.add(new FeatureValues(feature.type(), rows));
            }
            ofViews.add(values);
        }
        return ofViews;
    }

    private static final class Planning {
        private static final AtomicInteger NUMBERS = new AtomicInteger();

        private final ResolvedSelection selection;
        private final LiveCatalog catalog;
        private final Function<VersionedName, ViewCounts> counts;
        private final Schema keys;
        private final Map<EntityAndRole, Integer> entityNumbers = new LinkedHashMap<>();

        private record EntityAndRole(int entity, String role) {}

        Planning(ResolvedSelection selection, LiveCatalog catalog, Function<VersionedName, ViewCounts> counts) {
            this.selection = selection;
            this.catalog = catalog;
            this.counts = counts;
            this.keys = selection.plan().keySchema();
        }

        LookupPlan plan() {
            List<AskedView> asked = selection.plan().views();
            List<AskedLiveView> views = asked.stream().map(this::view).toList();
            List<AskedEntity> entities = IntStream.range(0, entityNumbers.size())
                    .mapToObj(number -> entity(number, asked, views))
                    .toList();
            ContractCheck check = ContractCheck.ofAsked(keys, selection.requestColumns());
            return new LookupPlan(
                    selection,
                    keys,
                    selection.plan().askedColumns(),
                    check,
                    entities,
                    views,
                    packedPositions(entities));
        }

        private int[] packedPositions(List<AskedEntity> entities) {
            if (entities.size() != 1 || selection.plan().isAnyDerived()) {
                return new int[0];
            }
            PackedLayout layout = entities.getFirst().layout();
            return selection.features().stream()
                    .map(PlannedFeature.OfView.class::cast)
                    .mapToInt(feature -> layout.firstOf(feature.view()) + feature.index())
                    .toArray();
        }

        private AskedLiveView view(AskedView asked) {
            LiveView view = catalog.requireView(asked.view().id());
            int number = entityNumbers.computeIfAbsent(
                    new EntityAndRole(view.stored().entity(), asked.role()), each -> entityNumbers.size());
            return new AskedLiveView(view, number, asked.asking(view.program()), counts.apply(view.id()));
        }

        /** An entity, of the views that are asked about it. */
        private AskedEntity entity(int number, List<AskedView> asked, List<AskedLiveView> views) {
            int[] about = IntStream.range(0, views.size())
                    .filter(i -> views.get(i).entity() == number)
                    .toArray();
            LiveView first = views.get(about[0]).view();
            return new AskedEntity(
                    NUMBERS.incrementAndGet(),
                    first.stored().entity(),
                    first.program().keyCodec(),
                    asked.get(about[0]).keyColumns().stream()
                            .mapToInt(keys::indexOf)
                            .toArray(),
                    new PackedLayout(
                            about,
                            IntStream.of(about)
                                    .mapToObj(i -> types(views.get(i)))
                                    .toList()),
                    IntStream.of(about).allMatch(i -> views.get(i).program().canLast()));
        }

        private static List<DataType> types(AskedLiveView view) {
            return view.program().features().stream().map(FeatureSpec::type).toList();
        }
    }
}
