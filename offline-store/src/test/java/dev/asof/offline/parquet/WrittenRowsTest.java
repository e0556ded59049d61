package dev.asof.offline.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WrittenRowsTest {
    private static final Schema SCHEMA = new Schema(List.of(new Field("text", ScalarType.STRING)));

    @TempDir
    private Path folder;

    /** A file of many row groups would else take as much memory as all of its text. */
    @Test
    void textOfWrittenRowsIsNotKeptUntilTheFileIsComplete() throws InterruptedException {
        try (ParquetOutput output = ParquetOutput.create(folder.resolve("text.parquet"), SCHEMA)) {
            WeakReference<byte[]> written = append(output);
            for (int tries = 0; tries < 50 && written.get() != null; tries++) {
                System.gc();
                Thread.sleep(20);
            }

            assertThat(written.get() == null).as("the text is gone").isTrue();
            output.commit(Map.of());
        }
    }

    private static WeakReference<byte[]> append(ParquetOutput output) {
        ColumnBuilder text = new ColumnBuilder(ScalarType.STRING);
        for (int row = 0; row < 5_000; row++) {
            text.appendText("a text that is like no other, %d".formatted(row * 7919L % 5_000));
        }
        BytesColumn column = (BytesColumn) text.build();
        output.append(new ColumnBatch(SCHEMA, List.of(column), column.size()));
        return new WeakReference<>(column.data());
    }
}
