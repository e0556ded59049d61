package dev.asof.registry.catalog;

import java.util.Arrays;
import java.util.Optional;

/**
 * One feature of one version of a view, written {@code customer_spend@1:spend_30d}, and {@code
 * buyer:customer_spend@1:spend_30d} where its entity plays a role.
 *
 * @param role tells entities of one kind apart, such as {@code buyer}; empty if the entity has none
 */
public record FeatureRef(String role, VersionedName view, String feature) {
    private static final String SEPARATOR = "__";

    public FeatureRef {
        if (!Names.isName(feature)) {
            throw new IllegalArgumentException("Not a feature's name: " + feature);
        }
        if (!role.isEmpty() && !Names.isName(role)) {
            throw new IllegalArgumentException("Not a role's name: " + role);
        }
    }

    /** A feature of an entity without a role. */
    public FeatureRef(VersionedName view, String feature) {
        this("", view, feature);
    }

    /** Reads {@code view@version:feature} or {@code role:view@version:feature}. */
    public static Optional<FeatureRef> parse(String text) {
        String[] parts = text.split(":", -1);
        boolean named = Arrays.stream(parts).noneMatch(String::isEmpty);
        return switch (parts.length) {
            case 2 -> named ? of("", parts[0], parts[1]) : Optional.empty();
            case 3 -> named && Names.isName(parts[0]) ? of(parts[0], parts[1], parts[2]) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<FeatureRef> of(String role, String view, String feature) {
        return Names.isName(feature)
                ? VersionedName.parse(view).map(id -> new FeatureRef(role, id, feature))
                : Optional.empty();
    }

    /** The name of a column of the asking rows that belongs to a role. */
    public static String columnOf(String role, String name) {
        return role.isEmpty() ? name : role + SEPARATOR + name;
    }

    /** The feature without the role. */
    public FeatureRef withoutRole() {
        return new FeatureRef(view, feature);
    }

    /** The feature read by one that plays {@code outer}: its own role, if it has one, stays. */
    public FeatureRef within(String outer) {
        return role.isEmpty() ? new FeatureRef(outer, view, feature) : this;
    }

    /** The name of its column in training sets and answers: {@code customer_spend__spend_30d}, behind its role. */
    public String outputName() {
        return columnOf(role, view.name() + SEPARATOR + feature);
    }

    @Override
    public String toString() {
        return (role.isEmpty() ? "" : role + ":") + view + ":" + feature;
    }
}
