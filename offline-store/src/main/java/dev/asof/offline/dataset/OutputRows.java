package dev.asof.offline.dataset;

import dev.asof.offline.observation.ObservationNeeds;
import dev.asof.offline.observation.Observations;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.plan.PlannedFeature;
import java.util.ArrayList;
import java.util.List;

/**
 * Some rows of a training set: the asking rows' columns, then the features in the service's order, each with its status
 * where that is wanted. Thread-safe.
 *
 * @param firstRow the asking row that is the first of these
 * @param values per feature the values, one a row
 */
record OutputRows(
        Observations observations,
        int firstRow,
        int rowCount,
        List<PlannedFeature> features,
        List<FeatureValues> values,
        StatusColumns statuses) {

    /** The columns of a training set. */
    static Schema schema(Observations observations, List<PlannedFeature> features, StatusColumns statuses) {
        List<Field> fields = new ArrayList<>(observations.schema().fields());
        for (PlannedFeature feature : features) {
            fields.add(new Field(feature.name(), feature.type()));
            if (statuses == StatusColumns.INCLUDED) {
                fields.add(new Field(ObservationNeeds.statusName(feature.ref()), ScalarType.STRING));
            }
        }
        return new Schema(fields);
    }

    /** Those from {@code from} to {@code to}, exclusive. */
    ColumnBatch slice(int from, int to) {
        List<Column> columns = new ArrayList<>();
        for (int column = 0; column < observations.schema().size(); column++) {
            columns.add(Observations.slice(observations.batches(), column, firstRow + from, firstRow + to));
        }
        for (FeatureValues feature : values) {
            columns.add(feature.toColumn(from, to));
            if (statuses == StatusColumns.INCLUDED) {
                columns.add(statusColumn(feature, from, to));
            }
        }
        return new ColumnBatch(schema(observations, features, statuses), columns, to - from);
    }

    private static Column statusColumn(FeatureValues feature, int from, int to) {
        ColumnBuilder column = new ColumnBuilder(ScalarType.STRING);
        for (int row = from; row < to; row++) {
            column.appendText(feature.status(row).name());
        }
        return column.build();
    }
}
