/** Events on their way to a server: read from a file or a pipe, sent in batches, again after a failure. */
@NullMarked
package dev.asof.cli.ingest;

import org.jspecify.annotations.NullMarked;
