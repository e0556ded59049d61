package dev.asof.registry.catalog;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** A set of resolved definitions, each by its name. Immutable and in order. */
public record Definitions(
        Map<String, Entity> entities,
        Map<String, EventSource> sources,
        Map<VersionedName, FeatureView> views,
        Map<VersionedName, OnDemandView> onDemandViews,
        Map<VersionedName, FeatureService> services) {
    /** No definitions. */
    public static final Definitions NONE = new Definitions(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

    public Definitions {
        entities = Collections.unmodifiableMap(new TreeMap<>(entities));
        sources = Collections.unmodifiableMap(new TreeMap<>(sources));
        views = Collections.unmodifiableMap(new TreeMap<>(views));
        onDemandViews = Collections.unmodifiableMap(new TreeMap<>(onDemandViews));
        services = Collections.unmodifiableMap(new TreeMap<>(services));
    }
}
