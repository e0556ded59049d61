package dev.asof.cli.verify;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.plan.FeaturePlan;
import java.util.List;

/**
 * The columns of questions to a plan.
 *
 * @param keyCount how many of them are keys, which come first
 */
record QuestionColumns(Schema schema, int keyCount) {

    static QuestionColumns of(FeaturePlan plan) {
        return new QuestionColumns(plan.askedColumns(), plan.keySchema().size());
    }

    /** A builder for each column. */
    List<ColumnBuilder> builders() {
        return schema.fields().stream()
                .map(field -> new ColumnBuilder(field.type()))
                .toList();
    }

    /** What {@link #builders} were given, {@code rows} values each. */
    ColumnBatch batch(List<ColumnBuilder> builders, int rows) {
        List<Column> columns = builders.stream().map(ColumnBuilder::build).toList();
        return new ColumnBatch(schema, columns, rows);
    }
}
