package dev.asof.online.state;

import dev.asof.online.state.entity.RowCodec;
import dev.asof.registry.compute.schema.Schema;

/**
 * An accepted event that is not in the archive yet.
 *
 * @param acceptedAtMicros its acceptance, which no other event has
 * @param schema of the row
 * @param row as {@link RowCodec} encodes it
 */
public record PendingEvent(long acceptedAtMicros, Schema schema, byte[] row) {}
