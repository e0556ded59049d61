package dev.asof.it.generate;

import java.util.Locale;

/** How the files of a scenario's source are written; the names are those of definitions, in upper case. */
public enum FileFormat {
    PARQUET,
    ARROW,
    CSV;

    /** How definitions write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
