/** Functions over the events of one session. */
@NullMarked
package dev.asof.registry.compute.aggregate.session;

import org.jspecify.annotations.NullMarked;
