package dev.asof.registry.definition;

import java.util.List;
import java.util.Map;

/**
 * The keys of one kind of mapping, and the ones that are planned but not built. The only list of keys there is: the
 * JSON Schema for editors is tested against it.
 */
enum Shape {
    ENTITY("an entity", List.of("entity", "keys", "description", "owner", "tags"), Map.of()),
    SOURCE(
            "a source",
            List.of(
                    "source",
                    "format",
                    "path",
                    "event_time",
                    "arrival_time",
                    "unique_key",
                    "tie_break",
                    "retracted",
                    "correctable_for",
                    "keys",
                    "columns",
                    "on_violation",
                    "description",
                    "owner",
                    "tags"),
            Map.of("zone", "time zones are not supported yet; times without an offset are UTC")),
    COLUMN("a column", List.of("type", "nullable", "min", "max", "one_of", "description"), Map.of()),
    FEATURE_VIEW(
            "a feature view",
            List.of(
                    "feature_view",
                    "version",
                    "entity",
                    "source",
                    "where",
                    "delay",
                    "closed",
                    "resolution",
                    "horizon",
                    "features",
                    "description",
                    "owner",
                    "tags"),
            Map.of()),
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
                    "tags"),
            Map.of()),
    WINDOW("a window", List.of("session", "tumbling", "calendar", "zone"), Map.of()),
    ON_DEMAND(
            "an on-demand view",
            List.of("on_demand", "version", "request", "features", "description", "owner", "tags"),
            Map.of()),
    DERIVED_FEATURE(
            "a feature of an on-demand view",
            List.of("expression", "default", "description", "owner", "tags"),
            Map.of()),
    FEATURE_SERVICE(
            "a feature service",
            List.of("feature_service", "version", "features", "description", "owner", "tags"),
            Map.of());

    private final String description;
    private final List<String> keys;
    private final Map<String, String> planned;

    Shape(String description, List<String> keys, Map<String, String> planned) {
        this.description = description;
        this.keys = keys;
        this.planned = planned;
    }

    /** How messages call such a mapping, with its article. */
    String description() {
        return description;
    }

    /** The keys it may have. */
    List<String> keys() {
        return keys;
    }

    /** The keys it will have, each with what to tell who uses it now. */
    Map<String, String> planned() {
        return planned;
    }
}
