package dev.asof.registry.catalog;

import java.util.List;
import java.util.Optional;

/** What people write about a definition. It never changes a value, and so is no part of a meaning. */
public record Attributes(Optional<String> description, Optional<String> owner, List<String> tags) {
    /** Nothing said. */
    public static final Attributes NONE = new Attributes(Optional.empty(), Optional.empty(), List.of());

    public Attributes {
        tags = List.copyOf(tags);
    }
}
