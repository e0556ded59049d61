package dev.asof.cli.dataset;

import dev.asof.offline.observation.ObservationOptions;
import dev.asof.registry.repository.TableFormat;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which columns of a file of observations hold what. */
public final class ObservationsOption {
    @Option(
            names = "--time-column",
            paramLabel = "COLUMN",
            description = "The column of the time asked about; event_timestamp if not given.")
    private @Nullable String timeColumn;

    @Option(
            names = "--key",
            paramLabel = "NAME=COLUMN",
            description = "The column that holds a key, where it has another name. May be repeated.")
    private final Map<String, String> keys = new LinkedHashMap<>();

    /** How a file is to be read. */
    public ObservationOptions options(Path file) {
        return new ObservationOptions(
                TableFormat.ofName(file), timeColumn == null ? ObservationOptions.TIME_COLUMN : timeColumn, keys);
    }
}
