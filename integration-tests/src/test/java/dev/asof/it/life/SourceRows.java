package dev.asof.it.life;

import dev.asof.it.oracle.Row;
import java.nio.file.Path;
import java.util.List;

/** A file of a source. */
record SourceRows(String source, Path path, List<Row> rows) {
    SourceRows {
        rows = List.copyOf(rows);
    }
}
