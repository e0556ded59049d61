package dev.asof.offline.dataset;

import dev.asof.offline.observation.ObservationNeeds;
import dev.asof.offline.observation.Observations;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.value.FeatureValues;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of a training set: the asking rows' columns, then the features in the service's order, each with its status
 * where that is wanted. Thread-safe.
 *
 * @param values per feature the values, one an asking row
 */
record OutputRows(
        Observations observations, List<FeatureRef> features, List<FeatureValues> values, StatusColumns statuses) {

    Schema schema() {
        List<Field> fields = new ArrayList<>(observations.schema().fields());
        for (int i = 0; i < features.size(); i++) {
            fields.add(new Field(features.get(i).outputName(), values.get(i).type()));
            if (statuses == StatusColumns.INCLUDED) {
                fields.add(new Field(ObservationNeeds.statusName(features.get(i)), ScalarType.STRING));
            }
        }
        return new Schema(fields);
    }

    /** The rows from {@code from} to {@code to}, exclusive. */
    ColumnBatch slice(int from, int to) {
        List<Column> columns = new ArrayList<>();
        for (int column = 0; column < observations.schema().size(); column++) {
            columns.add(Observations.slice(observations.batches(), column, from, to));
        }
        for (FeatureValues feature : values) {
            columns.add(feature.toColumn(from, to));
            if (statuses == StatusColumns.INCLUDED) {
                columns.add(statusColumn(feature, from, to));
            }
        }
        return new ColumnBatch(schema(), columns, to - from);
    }

    private static Column statusColumn(FeatureValues feature, int from, int to) {
        ColumnBuilder column = new ColumnBuilder(ScalarType.STRING);
        for (int row = from; row < to; row++) {
            column.appendText(feature.status(row).name());
        }
        return column.build();
    }
}
