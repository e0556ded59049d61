package dev.asof.registry.catalog;

import java.util.Collection;
import java.util.stream.Stream;

/** Versions that nobody defines any more are known where they were applied alone: a fresh checkout, with a registry of its own, lacks them. */
public final class EarlierVersion {
    private EarlierVersion() {}

    /** What to do about a version that is missing though later ones are there, begun with a blank; empty of any other name. */
    public static String hint(Collection<String> known, String name) {
        return VersionedName.parse(name)
                .filter(missing -> versionsOf(missing.name(), known).anyMatch(there -> there > missing.version()))
                .map(missing ->
                        " If it was applied elsewhere, it is in the registry there: copy .asof/registry from that"
                                + " repository, or from a backup of it, as it is no part of Git.")
                .orElse("");
    }

    private static Stream<Integer> versionsOf(String name, Collection<String> known) {
        return known.stream()
                .flatMap(text -> VersionedName.parse(text).stream())
                .filter(id -> id.name().equals(name))
                .map(VersionedName::version);
    }
}
