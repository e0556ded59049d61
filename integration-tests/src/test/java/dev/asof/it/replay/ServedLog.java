package dev.asof.it.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.cli.client.Answer;
import dev.asof.it.answer.Columns;
import dev.asof.it.oracle.Type;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.parquet.ParquetOutput;
import dev.asof.offline.parquet.ParquetRows;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.value.ValueStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a server was asked and answered, as it would be logged, to be compared with a training set of the same questions. Thread-safe. */
final class ServedLog {
    private final List<Served> served = new ArrayList<>();
    private long values;

    private record Served(List<Object> accounts, Answer answer) {}

    synchronized void add(List<Object> accounts, Answer answer) {
        served.add(new Served(List.copyOf(accounts), answer));
        values += (long) accounts.size() * answer.features().size();
    }

    synchronized long values() {
        return values;
    }

    /** The acceptance that some answer used, by its number; empty where there is none yet. */
    synchronized Optional<Long> acceptedBy(int number) {
        return served.isEmpty()
                ? Optional.empty()
                : Optional.of(QuestionTimes.at(
                        served.get(number % served.size()).answer().times().acceptedBy(), 0));
    }

    /** Writes the questions as observations, in the order in which they were answered. */
    synchronized void writeObservations(Path file) {
        List<Object> accounts = new ArrayList<>();
        List<Object> asOf = new ArrayList<>();
        List<Object> knownAt = new ArrayList<>();
        List<Object> acceptedBy = new ArrayList<>();
        for (Served each : served) {
            QuestionTimes times = each.answer().times();
            for (int row = 0; row < each.accounts().size(); row++) {
                accounts.add(each.accounts().get(row));
                asOf.add(QuestionTimes.at(times.asOf(), row));
                knownAt.add(QuestionTimes.at(times.knownAt(), row));
                acceptedBy.add(QuestionTimes.at(times.acceptedBy(), row));
            }
        }
        List<Field> fields = List.of(
                new Field("account", Columns.type(Type.INT64)),
                new Field("event_timestamp", Columns.type(Type.TIMESTAMP)),
                new Field("known_at", Columns.type(Type.TIMESTAMP)),
                new Field("accepted_by", Columns.type(Type.TIMESTAMP)));
        List<Column> columns = List.of(
                Columns.of(Type.INT64, accounts),
                Columns.of(Type.TIMESTAMP, asOf),
                Columns.of(Type.TIMESTAMP, knownAt),
                Columns.of(Type.TIMESTAMP, acceptedBy));
        ColumnBatch rows = new ColumnBatch(new Schema(fields), columns, accounts.size());
        try (ParquetOutput output = ParquetOutput.create(file, rows.schema())) {
            output.append(rows);
            output.commit(Map.of());
        }
    }

    /** Compares each value and status with the training set's; returns how many there were of each status. */
    synchronized Map<ValueStatus, Long> compare(Path trainingSet, long seed) {
        ColumnBatch rebuilt = read(trainingSet);
        Map<ValueStatus, Long> statuses = new EnumMap<>(ValueStatus.class);
        int first = 0;
        for (Served each : served) {
            for (Answer.FeatureColumn feature : each.answer().features()) {
                Column values = rebuilt.column(rebuilt.schema().indexOf(feature.name()));
                Column said = rebuilt.column(rebuilt.schema().indexOf(feature.name() + "__status"));
                for (int row = 0; row < each.accounts().size(); row++) {
                    var status = feature.statuses().get(row);
                    assertThat(Objects.toString(Columns.object(said, first + row)))
                            .as("status of row %d of %s, seed %d", first + row, feature.name(), seed)
                            .isEqualToIgnoringCase(status.name());
                    assertThat(Columns.object(values, first + row))
                            .as("value in row %d of %s, seed %d", first + row, feature.name(), seed)
                            .isEqualTo(Columns.object(feature.values(), row));
                    statuses.merge(status, 1L, Long::sum);
                }
            }
            first += each.accounts().size();
        }
        assertThat(rebuilt.rowCount()).isEqualTo(first);
        return statuses;
    }

    private static ColumnBatch read(Path path) {
        ParquetFile file = ParquetFile.open(path);
        List<ColumnBatch> batches = new ArrayList<>();
        for (int rowGroup = 0; rowGroup < file.partCount(); rowGroup++) {
            try (ParquetRows rows = file.rows(rowGroup, file.schema().names())) {
                for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                    batches.add(batch.get());
                }
            }
        }
        return Columns.joined(batches);
    }
}
