package dev.asof.registry.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.asof.registry.catalog.Change.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Finds what changes between the registry and the definitions of the files. */
final class DefinitionComparison {
    private final RegistrySnapshot base;
    private final Definitions files;
    private final List<Change> changes = new ArrayList<>();

    DefinitionComparison(RegistrySnapshot base, Definitions files) {
        this.base = base;
        this.files = files;
    }

    List<Change> changes() {
        Definitions old = base.registered();
        compare(DefinitionKind.ENTITY, Effect.REDEFINED, old.entities(), files.entities(), Meaning::of, Remarks::of);
        compare(DefinitionKind.SOURCE, Effect.REDEFINED, old.sources(), files.sources(), Meaning::of, Remarks::of);
        compare(DefinitionKind.FEATURE_VIEW, Effect.REFUSED, old.views(), files.views(), Meaning::of, Remarks::of);
        compare(
                DefinitionKind.FEATURE_SERVICE,
                Effect.REFUSED,
                old.services(),
                files.services(),
                Meaning::of,
                Remarks::of);
        return changes;
    }

    private <K, V> void compare(
            DefinitionKind kind,
            Effect onNewMeaning,
            Map<K, V> old,
            Map<K, V> now,
            Function<V, ObjectNode> meaning,
            Function<V, ObjectNode> remarks) {
        now.forEach((id, definition) -> {
            V registered = old.get(id);
            if (registered == null) {
                add(Effect.ADDED, kind, id, List.of());
                return;
            }
            List<FieldDifference> meant = Meaning.differences(meaning.apply(registered), meaning.apply(definition));
            List<FieldDifference> said = Meaning.differences(remarks.apply(registered), remarks.apply(definition));
            if (!meant.isEmpty()) {
                add(onNewMeaning, kind, id, meant);
            } else if (!said.isEmpty()) {
                add(Effect.UPDATED, kind, id, said);
            } else if (!base.listed().contains(kind, id.toString())) {
                add(Effect.RELISTED, kind, id, List.of());
            }
        });
        old.keySet().stream()
                .filter(id -> !now.containsKey(id) && base.listed().contains(kind, String.valueOf(id)))
                .forEach(id -> add(Effect.UNLISTED, kind, id, List.of()));
    }

    private void add(Effect effect, DefinitionKind kind, Object id, List<FieldDifference> differences) {
        changes.add(new Change(effect, kind, id.toString(), differences));
    }
}
