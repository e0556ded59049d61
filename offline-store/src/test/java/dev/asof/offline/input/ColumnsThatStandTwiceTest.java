package dev.asof.offline.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.Batches;
import dev.asof.offline.arrow.ArrowOutput;
import dev.asof.offline.parquet.ParquetOutput;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of two columns of one name nobody can say which is meant, and their types may differ: no file with such is read. */
class ColumnsThatStandTwiceTest {
    private static final ColumnBatch ROWS = Batches.with("amount_1", ScalarType.FLOAT64, 1.5)
            .and("amount_2", ScalarType.INT64, 7)
            .build();

    @TempDir
    private Path folder;

    @Test
    void aParquetFileWithTwoColumnsOfOneNameIsRefused() throws IOException {
        Path file = folder.resolve("twice.parquet");
        try (ParquetOutput output = ParquetOutput.create(file, ROWS.schema())) {
            output.append(ROWS);
            output.commit(Map.of());
        }
        assertRefused(file, TableFormat.PARQUET);
    }

    @Test
    void anArrowFileWithTwoColumnsOfOneNameIsRefused() throws IOException {
        Path file = folder.resolve("twice.arrow");
        try (ArrowOutput output = ArrowOutput.create(file, ROWS.schema(), Map.of());
                ArrowOutput.Batch batch = output.encode(ROWS)) {
            output.append(batch);
            output.commit();
        }
        assertRefused(file, TableFormat.ARROW);
    }

    @Test
    void aCsvFileWithTwoColumnsOfOneNameIsRefused() throws IOException {
        assertRefused(Files.writeString(folder.resolve("twice.csv"), "amount_1,amount_2\n1.5,7\n"), TableFormat.CSV);
    }

    /** Gives both columns one name first, which takes as many bytes as it did. */
    private static void assertRefused(Path file, TableFormat format) throws IOException {
        assertThat(TableFiles.open(file, format).schema().names()).containsExactly("amount_1", "amount_2");
        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);
        Files.writeString(file, bytes.replace("amount_2", "amount_1"), StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> TableFiles.open(file, format))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT_FILE))
                .hasMessageContainingAll(file.toString(), "column 'amount_1' stands twice");
    }
}
