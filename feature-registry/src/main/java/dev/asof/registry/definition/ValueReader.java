package dev.asof.registry.definition;

import dev.asof.registry.diagnostic.Problems;
import java.util.Optional;

/** Reads one kind of value from a node. */
@FunctionalInterface
interface ValueReader<T> {

    /** The value, or empty after the problem was reported. */
    Optional<T> read(YamlNode node, Problems problems);
}
