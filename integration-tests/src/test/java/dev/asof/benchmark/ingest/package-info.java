/** How fast events are taken in, beside what the storage engine could take. */
@NullMarked
package dev.asof.benchmark.ingest;

import org.jspecify.annotations.NullMarked;
