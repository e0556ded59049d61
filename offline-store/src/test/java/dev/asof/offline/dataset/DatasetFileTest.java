package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.observation.ObservationOptions;
import dev.asof.offline.observation.Observations;
import dev.asof.offline.output.RowsOutput;
import dev.asof.offline.sweep.SweepObserver;
import dev.asof.offline.sweep.Workers;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.TableFormat;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetFileTest {
    private static final int LONG = 1 << 20;
    private static final Schema TEXT = new Schema(List.of(new Field("text", ScalarType.STRING)));

    @TempDir
    Path folder;

    @Test
    void valuesThatNoArrayHoldsAreToldWithTheirRows() {
        int rows = 3_000;
        assertThatThrownBy(() -> write(rows(new int[rows], List.of())))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LIMIT_EXCEEDED))
                .hasMessageContaining("rows 0 to 2,999")
                .hasMessageContaining("longer than 2 GB together");
    }

    @Test
    void whatElseFailsIsNotToldAsValuesThatAreTooLong() {
        List<FeatureValues> failing = new AbstractList<>() {
            @Override
            public FeatureValues get(int index) {
                throw new ArithmeticException("another overflow");
            }

            @Override
            public int size() {
                return 1;
            }
        };
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> write(rows(new int[1], failing)))
                .withMessage("another overflow");
    }

    /** Rows that share long values. */
    private OutputRows rows(int[] codes, List<FeatureValues> values) {
        BytesColumn shared = new BytesColumn(ScalarType.STRING, new byte[LONG], new int[] {0, LONG}, null);
        BytesColumn column = new BytesColumn(new BytesColumn.Dictionary(codes, shared), null);
        Observations observations = new Observations(
                folder.resolve("asked.csv"),
                new ObservationOptions(TableFormat.CSV, ObservationOptions.TIME_COLUMN, Map.of()),
                "",
                TEXT,
                List.of(new ColumnBatch(TEXT, List.of(column), codes.length)),
                new long[codes.length],
                new long[codes.length],
                new long[codes.length],
                List.of(),
                List.of());
        return new OutputRows(observations, 0, codes.length, List.of(), values, StatusColumns.LEFT_OUT);
    }

    private void write(OutputRows rows) {
        try (Workers workers = new Workers(1);
                RowsOutput output = RowsOutput.create(TableFormat.CSV, folder.resolve("out.csv"), TEXT, Map.of())) {
            new DatasetFile(workers, 1, SweepObserver.NONE, rows.rowCount(), new ContentDigest(TEXT))
                    .write(output, rows);
        }
    }
}
