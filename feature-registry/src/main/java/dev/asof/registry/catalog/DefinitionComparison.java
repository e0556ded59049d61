package dev.asof.registry.catalog;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.asof.registry.catalog.Change.Effect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

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
                DefinitionKind.ON_DEMAND,
                Effect.REFUSED,
                old.onDemandViews(),
                files.onDemandViews(),
                Meaning::of,
                Remarks::of);
        compare(
                DefinitionKind.FEATURE_SERVICE,
                Effect.REFUSED,
                old.services(),
                files.services(),
                Meaning::of,
                Remarks::of);
        return changes;
    }

    private <K extends Comparable<K>, V> void compare(
            DefinitionKind kind,
            Effect onNewMeaning,
            Map<K, V> old,
            Map<K, V> now,
            Function<V, ObjectNode> meaning,
            Function<V, ObjectNode> remarks) {
        SortedSet<K> ids = new TreeSet<>(old.keySet());
        ids.addAll(now.keySet());
        for (K id : ids) {
            V before = old.get(id);
            V after = now.get(id);
            boolean listed = base.listed().contains(kind, id.toString());
            if (before == null) {
                add(Effect.ADDED, kind, id, List.of());
            } else if (after != null) {
                List<FieldDifference> meant = Meaning.differences(meaning.apply(before), meaning.apply(after));
                List<FieldDifference> said = Meaning.differences(remarks.apply(before), remarks.apply(after));
                Effect same = listed ? Effect.UPDATED : Effect.RELISTED;
                Effect effect = meant.isEmpty() ? same : onNewMeaning;
                addIfChanged(effect, kind, id, effect == Effect.REFUSED ? meant : both(meant, said));
            } else if (listed) {
                add(Effect.UNLISTED, kind, id, List.of());
            }
        }
    }

    private static List<FieldDifference> both(List<FieldDifference> meant, List<FieldDifference> said) {
        return Stream.concat(meant.stream(), said.stream()).toList();
    }

    private void addIfChanged(Effect effect, DefinitionKind kind, Object id, List<FieldDifference> differences) {
        if (effect != Effect.UPDATED || !differences.isEmpty()) {
            add(effect, kind, id, differences);
        }
    }

    private void add(Effect effect, DefinitionKind kind, Object id, List<FieldDifference> differences) {
        changes.add(new Change(effect, kind, id.toString(), differences));
    }
}
