package dev.asof.offline.parquet;

import dev.asof.offline.parquet.encoding.DamagedPageException;
import java.io.IOException;

/** Reads what a file states in structures, into which the library goes as deep as they lie in each other. */
final class StatedStructures {
    private StatedStructures() {}

    /** What reads them. */
    interface Reading<T> {
        T read() throws IOException;
    }

    /** @throws DamagedPageException if they lie deeper in each other than there is room on the stack */
    static <T> T read(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (StackOverflowError e) {
            throw new DamagedPageException("it states structures that lie too deep in each other");
        }
    }
}
