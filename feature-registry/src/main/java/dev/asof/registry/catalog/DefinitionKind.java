package dev.asof.registry.catalog;

/** The kinds of definitions. */
public enum DefinitionKind {
    ENTITY("entity", "entity"),
    SOURCE("source", "source"),
    FEATURE_VIEW("feature_view", "feature view"),
    ON_DEMAND("on_demand", "on-demand view"),
    FEATURE_SERVICE("feature_service", "feature service");

    private final String key;
    private final String displayName;

    DefinitionKind(String key, String displayName) {
        this.key = key;
        this.displayName = displayName;
    }

    /** The key that starts such a definition in a file. */
    public String key() {
        return key;
    }

    /** How messages call it. */
    public String displayName() {
        return displayName;
    }
}
