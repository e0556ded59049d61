package dev.asof.online.state.catalog;

import dev.asof.registry.compute.schema.Schema;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A view's version, as the state knows it. Views of the same sources with one fingerprint are one stored view.
 *
 * @param id the number that its events carry
 * @param fingerprint of its meaning
 * @param sources the numbers of its sources, ascending, at least one
 * @param entity the number of its entity; an entity's events in all views are read at once
 * @param kept the columns of its rows
 * @param loaded those of its sources of which a load into it was ever finished
 */
public record StoredView(
        int id, String fingerprint, List<Integer> sources, int entity, Schema kept, Set<Integer> loaded) {

    public StoredView {
        sources = sources.stream().sorted().toList();
        loaded = Set.copyOf(loaded);
    }

    /** Whether a load of each of its sources was finished, so that questions are answered. */
    public boolean isLoaded() {
        return loaded.containsAll(sources);
    }

    /** Whether a load of this source into it was finished. */
    public boolean isLoaded(int source) {
        return loaded.contains(source);
    }

    /** Whether its events come from this source. */
    public boolean reads(int source) {
        return sources.contains(source);
    }

    /** The view, with a source of it loaded. */
    public StoredView loaded(int source) {
        return new StoredView(
                id,
                fingerprint,
                sources,
                entity,
                kept,
                Stream.concat(loaded.stream(), Stream.of(source)).collect(Collectors.toSet()));
    }

    /** The view under another number, with nothing loaded. */
    public StoredView anew(int otherId) {
        return new StoredView(otherId, fingerprint, sources, entity, kept, Set.of());
    }
}
