package dev.asof.online.state;

import dev.asof.online.state.catalog.RecordWriter;
import dev.asof.online.state.database.Family;
import java.nio.charset.StandardCharsets;

/**
 * The keys of {@link Family#PRODUCERS}.
 *
 * <pre>
 * key := source, the producer's name in UTF-8     the source's number, 4 bytes big-endian
 * </pre>
 */
final class ProducerKeys {
    private ProducerKeys() {}

    static byte[] of(int source, String producer) {
        return new RecordWriter()
                .putInt(source)
                .putBytes(producer.getBytes(StandardCharsets.UTF_8))
                .done();
    }
}
