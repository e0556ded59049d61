/** Commands about definitions: check, plan, apply, list and show them. */
@NullMarked
package dev.asof.cli.registry;

import org.jspecify.annotations.NullMarked;
