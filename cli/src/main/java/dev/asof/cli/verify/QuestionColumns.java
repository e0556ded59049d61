package dev.asof.cli.verify;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.plan.FeaturePlan;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of questions to a plan.
 *
 * @param request those that are no keys as well
 */
record QuestionColumns(Schema keys, Schema request) {

    static QuestionColumns of(FeaturePlan plan) {
        Schema keys = new Schema(plan.keyColumns().stream()
                .map(column -> new Field(column.name(), column.type()))
                .toList());
        return new QuestionColumns(
                keys,
                new Schema(plan.requestColumns().fields().stream()
                        .filter(column -> keys.find(column.name()).isEmpty())
                        .toList()));
    }

    /** The keys, then the others. */
    Schema all() {
        List<Field> fields = new ArrayList<>(keys.fields());
        fields.addAll(request.fields());
        return new Schema(fields);
    }

    /** A builder for each of {@link #all}. */
    List<ColumnBuilder> builders() {
        return all().fields().stream()
                .map(field -> new ColumnBuilder(field.type()))
                .toList();
    }

    /** What {@link #builders} were given, {@code rows} values each. */
    ColumnBatch batch(List<ColumnBuilder> builders, int rows) {
        List<Column> columns = builders.stream().map(ColumnBuilder::build).toList();
        return new ColumnBatch(all(), columns, rows);
    }
}
