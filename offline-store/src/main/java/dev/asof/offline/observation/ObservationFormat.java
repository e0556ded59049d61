package dev.asof.offline.observation;

import java.nio.file.Path;
import java.util.Locale;

/** How asking rows are written in a file. */
public enum ObservationFormat {
    PARQUET,
    /** Comma-separated, UTF-8, a line of names first; an empty cell is null, a quoted empty one is empty text. */
    CSV;

    /** What a file's name says: CSV if it ends in {@code .csv}, Parquet otherwise. */
    public static ObservationFormat ofName(Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".csv") ? CSV : PARQUET;
    }
}
