package dev.asof.registry.repository;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

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

    /** The format that the ending of a file's name tells, in small or capital letters; empty if it tells none. */
    public static Optional<TableFormat> find(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.endings().stream().anyMatch(name::endsWith))
                .findFirst();
    }

    /** The format that a file's name tells, Parquet if it tells none. */
    public static TableFormat ofName(Path file) {
        return find(file).orElse(PARQUET);
    }

    /** How definitions write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether a file's name says that it has this format; a file of any name may be named by itself. */
    public boolean isNameOf(Path file) {
        return find(file).equals(Optional.of(this));
    }

    /** What names of files of this format end with, in small letters. */
    public List<String> endings() {
        return switch (this) {
            case PARQUET -> List.of(".parquet");
            case ARROW -> List.of(".arrow", ".feather", ".ipc");
            case CSV -> List.of(".csv");
        };
    }
}
