/**
 * Definitions as users declare them: reads the YAML files of a feature repository with every problem and its place, and
 * resolves what they declare against each other, the sources' files and the registry.
 *
 * <p>Each stage has its own types: YAML tree, declared definitions, and the resolved definitions of the catalog.
 */
@NullMarked
package dev.asof.registry.definition;

import org.jspecify.annotations.NullMarked;
