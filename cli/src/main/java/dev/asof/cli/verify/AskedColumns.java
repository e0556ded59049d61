package dev.asof.cli.verify;

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
record AskedColumns(Schema keys, Schema request) {

    static AskedColumns of(FeaturePlan plan) {
        Schema keys = new Schema(plan.keyColumns().stream()
                .map(column -> new Field(column.name(), column.type()))
                .toList());
        return new AskedColumns(
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
}
