/** Values of features with their statuses: what every path answers with. */
@NullMarked
package dev.asof.registry.compute.value;

import org.jspecify.annotations.NullMarked;
