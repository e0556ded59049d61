package dev.asof.registry.repository;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How a file holds rows and columns. */
public enum TableFormat {
    @JsonProperty("parquet")
    PARQUET,
    /** Arrow's IPC file format, which is also Feather's second version. */
    @JsonProperty("arrow")
    ARROW,
    /** Comma-separated, UTF-8, a line of names first; an empty cell is null, a quoted empty one is empty text. */
    @JsonProperty("csv")
    CSV;

    /** What a file's name says: CSV if it ends in {@code .csv}, Arrow if in {@code .arrow}, {@code .feather} or {@code .ipc}, Parquet else. */
    public static TableFormat ofName(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return CSV;
        }
        return name.endsWith(".arrow") || name.endsWith(".feather") || name.endsWith(".ipc") ? ARROW : PARQUET;
    }

    /** How definitions write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a file's name says that it has this format; a file of any name may be named by itself. */
    public boolean isNameOf(Path file) {
        String name = file.getFileName().toString();
        return endings().stream().anyMatch(name::endsWith);
    }

    /** What names of files of this format end with. */
    public List<String> endings() {
        return switch (this) {
            case PARQUET -> List.of(".parquet");
            case ARROW -> List.of(".arrow", ".feather", ".ipc");
            case CSV -> List.of(".csv");
        };
    }
}
