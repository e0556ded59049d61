package dev.asof.cli.verify;

import dev.asof.offline.observation.EntityKeys;
import dev.asof.offline.observation.ObservationNeeds;
import dev.asof.offline.observation.ObservationOptions;
import dev.asof.offline.observation.Observations;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.plan.FeaturePlan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The questions of a file of observations. */
final class FileQuestions {
    private FileQuestions() {}

    /** The questions, with the columns that the plan needs by their own names and types. */
    static ServiceQuestions read(Path file, ObservationOptions options, FeaturePlan plan) {
        ObservationNeeds needs = ObservationNeeds.of(plan);
        Observations rows = Observations.read(file, options, needs);
        Map<String, String> columnOf = new HashMap<>();
        for (EntityKeys entity : needs.entities()) {
            entity.keys()
                    .names()
                    .forEach(key ->
                            columnOf.put(FeatureRef.columnOf(entity.role(), key), options.columnOf(entity, key)));
        }
        QuestionColumns asked = QuestionColumns.of(plan);
        List<ColumnBuilder> columns = asked.builders();
        ContractCheck check = ContractCheck.ofAsked(plan.keySchema(), plan.requestColumns());
        for (ColumnBatch batch : rows.batches()) {
            ColumnBatch typed =
                    check.check(named(batch, columnOf, asked.schema().names())).rows();
            for (int column = 0; column < columns.size(); column++) {
                for (int row = 0; row < typed.rowCount(); row++) {
                    columns.get(column).appendFrom(typed.column(column), row);
                }
            }
        }
        return new ServiceQuestions(
                asked.batch(columns, rows.rowCount()), rows.asOf(), rows.knownAt(), rows.acceptedBy());
    }

    /** The columns of a batch under the names by which they are asked for. */
    private static ColumnBatch named(ColumnBatch batch, Map<String, String> columnOf, List<String> names) {
        List<Column> columns = new ArrayList<>();
        for (String name : names) {
            columns.add(batch.column(columnOf.getOrDefault(name, name)));
        }
        List<Field> fields = IntStream.range(0, columns.size())
                .mapToObj(i -> new Field(names.get(i), columns.get(i).type()))
                .toList();
        return new ColumnBatch(new Schema(fields), columns, batch.rowCount());
    }
}
