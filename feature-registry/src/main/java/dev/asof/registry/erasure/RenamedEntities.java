package dev.asof.registry.erasure;

import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.error.AsofException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Finds new versions of views by which erased entities come back: they know them, or their keys, by other names than the versions before. */
public final class RenamedEntities {
    private RenamedEntities() {}

    /**
     * What to tell whoever plans or applies this, a sentence or more each; nothing where nobody was erased.
     *
     * @param tombstones asked for where it matters
     */
    public static List<String> warnings(RegistryDelta delta, Supplier<Tombstones> tombstones) {
        Collection<Renaming> renamings = renamings(delta);
        if (renamings.isEmpty()) {
            return List.of();
        }
        try {
            return tombstones.get().isEmpty()
                    ? List.of()
                    : renamings.stream().map(Renaming::warning).toList();
        } catch (AsofException e) {
            List<String> warnings = new ArrayList<>();
            warnings.add("Nobody can tell here whether entities were erased: " + e.getMessage());
            renamings.forEach(renaming -> warnings.add(renaming.warning()));
            return warnings;
        }
    }

    /** One for each pair of names, by the first version that has it. */
    private static Collection<Renaming> renamings(RegistryDelta delta) {
        Map<List<EntityNames>, Renaming> renamings = new LinkedHashMap<>();
        for (FeatureView view : delta.definitions().views().values()) {
            if (delta.base().view(view.id()).isEmpty()) {
                renaming(view, delta.base().views())
                        .ifPresent(found -> renamings.putIfAbsent(List.of(found.before(), found.now()), found));
            }
        }
        return renamings.values();
    }

    private static Optional<Renaming> renaming(FeatureView view, Collection<FeatureView> registered) {
        EntityNames now = EntityNames.of(view);
        if (registered.stream().map(EntityNames::of).anyMatch(now::equals)) {
            return Optional.empty();
        }
        return registered.stream()
                .filter(before -> before.id().name().equals(view.id().name())
                        || before.entity().equals(view.entity()))
                .reduce((earlier, later) -> later)
                .map(before -> new Renaming(view.id(), now, EntityNames.of(before)));
    }

    /** The names that an entity is known by. */
    private record EntityNames(String entity, TreeSet<String> keys) {
        static EntityNames of(FeatureView view) {
            return new EntityNames(
                    view.entity(), new TreeSet<>(view.entityKeys().names()));
        }

        @Override
        public String toString() {
            return "'" + entity + "' (" + String.join(", ", keys) + ")";
        }
    }

    private record Renaming(VersionedName view, EntityNames now, EntityNames before) {
        String warning() {
            return "Entities were erased, each under its names of then: who was erased as "
                    + before + " comes back in " + view + ", which knows it as " + now
                    + ". After the apply and before the load, erase it again: asof erase --entity " + now.entity() + " "
                    + String.join("=... ", now.keys()) + "=...";
        }
    }
}
