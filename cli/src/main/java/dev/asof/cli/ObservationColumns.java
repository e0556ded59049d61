package dev.asof.cli;

import dev.asof.cli.verify.AskedRows;
import dev.asof.offline.observation.ObservationFormat;
import dev.asof.offline.observation.ObservationNeeds;
import dev.asof.offline.observation.ObservationOptions;
import dev.asof.offline.observation.Observations;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which columns of a file of observations hold what. */
final class ObservationColumns {
    @Option(
            names = "--time-column",
            paramLabel = "COLUMN",
            description = "The column of the time asked about; event_timestamp if not given.")
    @Nullable
    String timeColumn;

    @Option(
            names = "--key",
            paramLabel = "NAME=COLUMN",
            description = "The column that holds a key, where it has another name. May be repeated.")
    Map<String, String> keys = new LinkedHashMap<>();

    /** How a file is to be read. */
    ObservationOptions options(Path file) {
        return new ObservationOptions(
                ObservationFormat.ofName(file), timeColumn == null ? ObservationOptions.TIME_COLUMN : timeColumn, keys);
    }

    /** The questions of a file, with the service's key columns by their own names and types. */
    AskedRows read(RegistrySnapshot registry, FeatureService service, Path file, Schema keyColumns) {
        Observations rows = Observations.read(file, options(file), ObservationNeeds.of(registry, service));
        List<ColumnBuilder> columns = keyColumns.fields().stream()
                .map(field -> new ColumnBuilder(field.type()))
                .toList();
        for (ColumnBatch batch : rows.batches()) {
            ColumnBatch typed = ContractCheck.ofKeys(keyColumns)
                    .check(named(batch, keyColumns))
                    .rows();
            for (int key = 0; key < columns.size(); key++) {
                for (int row = 0; row < typed.rowCount(); row++) {
                    columns.get(key).appendFrom(typed.column(key), row);
                }
            }
        }
        List<Column> built = columns.stream().map(ColumnBuilder::build).toList();
        return new AskedRows(
                new ColumnBatch(keyColumns, built, rows.rowCount()), rows.asOf(), rows.knownAt(), rows.acceptedBy());
    }

    /** The key columns of a batch under the keys' names. */
    private ColumnBatch named(ColumnBatch batch, Schema keyColumns) {
        List<Column> columns = new ArrayList<>();
        for (Field key : keyColumns.fields()) {
            columns.add(batch.column(keys.getOrDefault(key.name(), key.name())));
        }
        List<Field> fields = IntStream.range(0, columns.size())
                .mapToObj(i ->
                        new Field(keyColumns.field(i).name(), columns.get(i).type()))
                .toList();
        return new ColumnBatch(new Schema(fields), columns, batch.rowCount());
    }
}
