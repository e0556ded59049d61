package dev.asof.registry.definition;

import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.catalog.Entity;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.NearestName;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;

/** Turns declarations into resolved definitions, in the order in which they stand on each other. */
final class DefinitionResolver {
    private final SourceResolver sourceResolver;
    private final RegistrySnapshot registry;
    private final Declarations declarations;
    private final Problems problems;

    DefinitionResolver(
            SourceResolver sourceResolver, RegistrySnapshot registry, Declarations declarations, Problems problems) {
        this.sourceResolver = sourceResolver;
        this.registry = registry;
        this.declarations = declarations;
        this.problems = problems;
    }

    /** All definitions that could be resolved; all of them if there is no problem. */
    Definitions resolve() {
        Map<String, Entity> entities = new LinkedHashMap<>();
        declarations
                .entities()
                .values()
                .forEach(entity -> entities.put(entity.name().value(), entity(entity)));
        Map<String, ResolvedSource> sources = new LinkedHashMap<>();
        Map<String, EventSource> found = new LinkedHashMap<>();
        for (DeclaredSource source : declarations.sources().values()) {
            checkKeys(source);
            ResolvedSource resolved = sourceResolver.resolve(source);
            sources.put(source.name().value(), resolved);
            found.put(source.name().value(), resolved.source());
        }
        ViewResolver viewResolver = new ViewResolver(entities, sources, declarations, problems);
        Map<VersionedName, FeatureView> views = new LinkedHashMap<>();
        declarations
                .views()
                .values()
                .forEach(view -> viewResolver.resolve(view).ifPresent(done -> views.put(done.id(), done)));
        ResolvedViews resolvedViews = new ResolvedViews(views, registry, declarations);
        new OnDemandResolver(resolvedViews, registry, declarations, problems).resolve();
        ServiceResolver serviceResolver = new ServiceResolver(resolvedViews, registry, problems);
        Map<VersionedName, FeatureService> services = new LinkedHashMap<>();
        declarations
                .services()
                .values()
                .forEach(service -> serviceResolver.resolve(service).ifPresent(done -> services.put(done.id(), done)));
        return new Definitions(entities, found, views, resolvedViews.onDemandViews(), services);
    }

    private static Entity entity(DeclaredEntity entity) {
        return new Entity(
                entity.name().value(),
                new Schema(entity.keys().stream()
                        .map(key -> new Field(key.name().value(), key.type()))
                        .toList()),
                entity.attributes());
    }

    /** A key column has to hold a key that some entity has. */
    private void checkKeys(DeclaredSource source) {
        TreeSet<String> keys = new TreeSet<>();
        declarations
                .entities()
                .values()
                .forEach(entity ->
                        entity.keys().forEach(key -> keys.add(key.name().value())));
        if (keys.isEmpty() || declarations.hasUnreadEntities()) {
            return;
        }
        for (DeclaredSource.KeyColumn column : source.keyColumns()) {
            String key = column.key().value();
            if (!keys.contains(key)) {
                problems.report(
                        column.key().place(),
                        "no entity has a key " + Quoted.of(key) + "." + NearestName.hint(keys, key));
            }
        }
    }
}
