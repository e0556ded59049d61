package dev.asof.cli.ingest;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.TableFormat;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** The formats that events come in. */
public enum EventFormat {
    PARQUET,
    ARROW,
    CSV,
    NDJSON;

    /**
     * The format that a file's name tells.
     *
     * @throws AsofException if it tells none
     */
    public static EventFormat of(Path file) {
        Optional<TableFormat> table = TableFormat.find(file);
        if (table.isPresent()) {
            return switch (table.get()) {
                case PARQUET -> PARQUET;
                case ARROW -> ARROW;
                case CSV -> CSV;
            };
        }
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".ndjson") || name.endsWith(".jsonl")) {
            return NDJSON;
        }
        throw new AsofException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot tell the format of " + file
                        + " by its name: say it with --format parquet, --format arrow, --format csv or --format ndjson.");
    }

    boolean isText() {
        return this == CSV || this == NDJSON;
    }

    /** What {@link EventBatch#places} counts. */
    public String placeName() {
        return isText() ? "line" : "row";
    }
}
