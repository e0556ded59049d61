/** What a server measures, and how it is told: Prometheus, health, and its log. */
@NullMarked
package dev.asof.online.metrics;

import org.jspecify.annotations.NullMarked;
