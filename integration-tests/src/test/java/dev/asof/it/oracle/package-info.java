/**
 * A second, naive account of what a feature value is, written from {@code docs/semantics.md} alone. It shares no code with
 * the system it judges, keeps its values in ordinary Java objects, and looks at every event for every question: slow, and
 * short enough to be read beside the specification.
 */
@NullMarked
package dev.asof.it.oracle;

import org.jspecify.annotations.NullMarked;
