package dev.asof.registry.definition;

import java.util.List;

/**
 * The keys of one kind of mapping. The only list of keys there is: the
 * JSON Schema for editors is tested against it.
 */
enum Shape {
    ENTITY("an entity", List.of("entity", "keys", "description", "owner", "tags")),
    SOURCE(
            "a source",
            List.of(
                    "source",
                    "format",
                    "path",
                    "partitions",
                    "event_time",
                    "arrival_time",
                    "unique_key",
                    "tie_break",
                    "retracted",
                    "correctable_for",
                    "zone",
                    "keys",
                    "columns",
                    "on_violation",
                    "description",
                    "owner",
                    "tags")),
    COLUMN("a column", List.of("type", "nullable", "min", "max", "one_of", "description")),
    FEATURE_VIEW(
            "a feature view",
            List.of(
                    "feature_view",
                    "version",
                    "entity",
                    "source",
                    "sources",
                    "where",
                    "delay",
                    "closed",
                    "resolution",
                    "horizon",
                    "features",
                    "description",
                    "owner",
                    "tags")),
    FEATURE(
            "a feature",
            List.of(
                    "latest",
                    "max_age",
                    "aggregate",
                    "by",
                    "top",
                    "max_groups",
                    "window",
                    "windows",
                    "resolution",
                    "where",
                    "delay",
                    "closed",
                    "default",
                    "description",
                    "owner",
                    "tags")),
    WINDOW("a window", List.of("session", "tumbling", "calendar", "zone")),
    ON_DEMAND(
            "an on-demand view",
            List.of("on_demand", "version", "request", "features", "description", "owner", "tags")),
    DERIVED_FEATURE("a feature of an on-demand view", List.of("expression", "default", "description", "owner", "tags")),
    FEATURE_SERVICE(
            "a feature service", List.of("feature_service", "version", "features", "description", "owner", "tags"));

    private final String description;
    private final List<String> keys;

    Shape(String description, List<String> keys) {
        this.description = description;
        this.keys = keys;
    }

    /** How messages call such a mapping, with its article. */
    String description() {
        return description;
    }

    /** The keys it may have. */
    List<String> keys() {
        return keys;
    }
}
