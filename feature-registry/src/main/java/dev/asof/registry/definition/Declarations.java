package dev.asof.registry.definition;

import dev.asof.registry.catalog.DefinitionKind;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Problems;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * All that the files of a repository declare. Definitions with mistakes that leave nothing to check are known by name
 * alone, so that what refers to them isn't reported for it.
 */
final class Declarations {
    private final Map<String, DeclaredEntity> entities = new LinkedHashMap<>();
    private final Map<String, DeclaredSource> sources = new LinkedHashMap<>();
    private final Map<String, DeclaredView> views = new LinkedHashMap<>();
    private final Map<String, DeclaredOnDemand> onDemandViews = new LinkedHashMap<>();
    private final Map<String, DeclaredService> services = new LinkedHashMap<>();
    private final Map<DefinitionKind, Set<String>> unread = new EnumMap<>(DefinitionKind.class);
    private final Problems problems;

    Declarations(Problems problems) {
        this.problems = problems;
    }

    Map<String, DeclaredEntity> entities() {
        return entities;
    }

    Map<String, DeclaredSource> sources() {
        return sources;
    }

    /** The views by {@code name@version}. */
    Map<String, DeclaredView> views() {
        return views;
    }

    /** The on-demand views by {@code name@version}. */
    Map<String, DeclaredOnDemand> onDemandViews() {
        return onDemandViews;
    }

    /** The services by {@code name@version}. */
    Map<String, DeclaredService> services() {
        return services;
    }

    /** Adds an entity and gives its name; a second one of the name is reported. Likewise for the other kinds. */
    String add(DeclaredEntity entity) {
        addUnique(DefinitionKind.ENTITY, entities, entity, entity.name(), DeclaredEntity::name);
        return entity.name().value();
    }

    String add(DeclaredSource source) {
        addUnique(DefinitionKind.SOURCE, sources, source, source.name(), DeclaredSource::name);
        return source.name().value();
    }

    String add(DeclaredView view) {
        addUnique(DefinitionKind.FEATURE_VIEW, views, view, view.id(), DeclaredView::id);
        return view.id().value().name();
    }

    String add(DeclaredOnDemand view) {
        addUnique(DefinitionKind.ON_DEMAND, onDemandViews, view, view.id(), DeclaredOnDemand::id);
        return view.id().value().name();
    }

    String add(DeclaredService service) {
        addUnique(DefinitionKind.FEATURE_SERVICE, services, service, service.id(), DeclaredService::id);
        return service.id().value().name();
    }

    /** Notes that a definition of this name exists, without saying what it declares. */
    void addUnread(DefinitionKind kind, String name) {
        unread.computeIfAbsent(kind, any -> new HashSet<>()).add(name);
    }

    boolean isUnread(DefinitionKind kind, String name) {
        return unread.getOrDefault(kind, Set.of()).contains(name);
    }

    /** Whether a file with mistakes was going to define an entity. */
    boolean hasUnreadEntities() {
        return unread.getOrDefault(DefinitionKind.ENTITY, Set.of()).stream()
                .anyMatch(name -> !entities.containsKey(name));
    }

    private <T> void addUnique(
            DefinitionKind kind,
            Map<String, T> definitions,
            T definition,
            Located<?> id,
            java.util.function.Function<T, Located<?>> idOf) {
        T first = definitions.putIfAbsent(id.value().toString(), definition);
        if (first != null) {
            problems.report(
                    id.place(),
                    kind.displayName() + " '" + id.value() + "' is defined twice, first in "
                            + idOf.apply(first).place().reference());
        }
    }
}
