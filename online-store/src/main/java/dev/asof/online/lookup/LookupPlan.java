package dev.asof.online.lookup;

import dev.asof.online.live.LiveView;
import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a selection is answered: what can be found out before any row is there. Immutable and thread-safe.
 *
 * @param keys the key columns' names and types
 * @param keyCheck types the asking rows' keys
 * @param entities each kind of entity and role that is asked about, once
 * @param views each view and role that is asked, once
 */
record LookupPlan(
        ResolvedSelection selection,
        Schema keys,
        ContractCheck keyCheck,
        List<AskedEntity> entities,
        List<AskedView> views) {

    LookupPlan {
        entities = List.copyOf(entities);
        views = List.copyOf(views);
    }

    static LookupPlan of(ResolvedSelection selection) {
        return new Planning(selection).plan();
    }

    private static final class Planning {
        private final ResolvedSelection selection;
        private final Schema keys;
        private final List<AskedEntity> entities = new ArrayList<>();
        private final Map<EntityAndRole, Integer> entityNumbers = new LinkedHashMap<>();

        private record EntityAndRole(int entity, String role) {}

        private record ViewAndRole(LiveView view, String role) {}

        Planning(ResolvedSelection selection) {
            this.selection = selection;
            this.keys = selection.keySchema();
        }

        LookupPlan plan() {
            Map<ViewAndRole, List<Integer>> positions = new LinkedHashMap<>();
            for (int i = 0; i < selection.features().size(); i++) {
                SelectedFeature feature = selection.features().get(i);
                positions
                        .computeIfAbsent(new ViewAndRole(feature.view(), feature.role()), each -> new ArrayList<>())
                        .add(i);
            }
            List<AskedView> views = new ArrayList<>();
            positions.forEach((asked, at) -> views.add(view(asked, at)));
            return new LookupPlan(selection, keys, ContractCheck.ofKeys(keys), entities, views);
        }

        private AskedView view(ViewAndRole asked, List<Integer> positions) {
            int[] features = positions.stream()
                    .mapToInt(position -> selection.features().get(position).index())
                    .toArray();
            return new AskedView(
                    asked.view(),
                    entity(asked),
                    asked.view().program().asking(features),
                    positions.stream().mapToInt(Integer::intValue).toArray());
        }

        private int entity(ViewAndRole asked) {
            int stored = asked.view().stored().entity();
            return entityNumbers.computeIfAbsent(new EntityAndRole(stored, asked.role()), each -> {
                EntityKeyCodec codec = asked.view().program().keyCodec();
                int[] columns = codec.keys().names().stream()
                        .mapToInt(key -> keys.indexOf(SelectionResolver.keyColumn(asked.role(), key)))
                        .toArray();
                entities.add(new AskedEntity(stored, codec, columns));
                return entities.size() - 1;
            });
        }
    }
}
