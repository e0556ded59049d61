package dev.asof.online.lookup;

import java.util.List;

/** What is asked for. */
public sealed interface Selection {

    /**
     * The features of a service, in its order.
     *
     * @param version 0 for the newest that is loaded, or the newest if none is
     */
    record OfService(String name, int version) implements Selection {}

    /** These features, in this order. */
    record OfFeatures(List<Selector> features) implements Selection {
        public OfFeatures {
            features = List.copyOf(features);
        }
    }

    /**
     * One feature.
     *
     * @param ref {@code view@version:feature}, or {@code view:feature} for the newest version
     * @param role tells entities of one kind apart; empty where there is one
     */
    record Selector(String ref, String role) {}
}
