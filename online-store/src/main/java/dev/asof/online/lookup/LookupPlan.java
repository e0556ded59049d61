package dev.asof.online.lookup;

import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveView;
import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.plan.AskedView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a selection is answered: what can be found out before any row is there. Immutable and thread-safe.
 *
 * @param keys the key columns' names and types
 * @param columns those of the asking rows: the keys, then the request columns
 * @param check types the asking rows
 * @param entities each kind of entity and role that is asked about, once
 * @param views each view and role that is asked, once
 */
record LookupPlan(
        ResolvedSelection selection,
        Schema keys,
        Schema columns,
        ContractCheck check,
        List<AskedEntity> entities,
        List<AskedLiveView> views) {

    LookupPlan {
        entities = List.copyOf(entities);
        views = List.copyOf(views);
    }

    static LookupPlan of(ResolvedSelection selection, LiveCatalog catalog) {
        return new Planning(selection, catalog).plan();
    }

    private static final class Planning {
        private final ResolvedSelection selection;
        private final LiveCatalog catalog;
        private final Schema keys;
        private final List<AskedEntity> entities = new ArrayList<>();
        private final Map<EntityAndRole, Integer> entityNumbers = new LinkedHashMap<>();

        private record EntityAndRole(int entity, String role) {}

        Planning(ResolvedSelection selection, LiveCatalog catalog) {
            this.selection = selection;
            this.catalog = catalog;
            this.keys = selection.keySchema();
        }

        LookupPlan plan() {
            List<AskedLiveView> views =
                    selection.plan().views().stream().map(this::view).toList();
            ContractCheck check = ContractCheck.ofAsked(keys, selection.requestColumns());
            return new LookupPlan(selection, keys, columns(), check, entities, views);
        }

        private Schema columns() {
            List<Field> fields = new ArrayList<>(keys.fields());
            selection.requestColumns().fields().stream()
                    .filter(column -> keys.find(column.name()).isEmpty())
                    .forEach(fields::add);
            return new Schema(fields);
        }

        private AskedLiveView view(AskedView asked) {
            LiveView view = catalog.requireView(asked.view().id());
            return new AskedLiveView(view, entity(asked, view), asked.asking(view.program()));
        }

        private int entity(AskedView asked, LiveView view) {
            int stored = view.stored().entity();
            return entityNumbers.computeIfAbsent(new EntityAndRole(stored, asked.role()), each -> {
                EntityKeyCodec codec = view.program().keyCodec();
                int[] columns =
                        asked.keyColumns().stream().mapToInt(keys::indexOf).toArray();
                entities.add(new AskedEntity(stored, codec, columns));
                return entities.size() - 1;
            });
        }
    }
}
