package dev.asof.online.ingest;

import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveSource;
import java.util.List;

/**
 * A batch with its contract evaluated and its events encoded.
 *
 * @param catalog the definitions that it was prepared with
 * @param events the events, in the batch's order
 * @param rejections the other rows, in the batch's order
 */
record PreparedBatch(
        IngestBatch batch,
        LiveCatalog catalog,
        LiveSource source,
        List<PreparedEvent> events,
        List<Rejection> rejections) {}
