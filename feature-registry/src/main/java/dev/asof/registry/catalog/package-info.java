/**
 * What is defined: resolved definitions with their types pinned, the fingerprints of their meaning, the registry that
 * remembers every version, and the step that compiles a version to the program which computes it. Nothing here knows
 * of YAML.
 */
@NullMarked
package dev.asof.registry.catalog;

import org.jspecify.annotations.NullMarked;
