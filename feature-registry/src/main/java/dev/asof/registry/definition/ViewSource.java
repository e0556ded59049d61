package dev.asof.registry.definition;

import dev.asof.registry.diagnostic.Place;

/**
 * A source of a view.
 *
 * @param place where the view names it
 */
record ViewSource(Place place, ResolvedSource source) {
    /** Its name. */
    String name() {
        return source.source().name();
    }
}
