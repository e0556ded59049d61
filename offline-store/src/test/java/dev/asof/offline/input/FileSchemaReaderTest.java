package dev.asof.offline.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.registry.catalog.SourceLocation;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.definition.SourceSchema.FileColumn;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSchemaReaderTest {
    @TempDir
    Path root;

    @Test
    void filesWithTheSameColumnsAreOneSource() {
        Fixture fixture = new Fixture(root)
                .parquet("data/a.parquet", Batches.with("id", ScalarType.INT64).and("t", ScalarType.TIMESTAMP))
                .parquet(
                        "data/b.parquet",
                        Batches.with("t", ScalarType.TIMESTAMP).and("id", ScalarType.INT64));

        assertThat(new FileSchemaReader().read(fixture.repository().root(), parquet("data")))
                .hasValueSatisfying(schema -> assertThat(schema.columns())
                        .containsExactly(
                                new FileColumn("id", Optional.of(ScalarType.INT64), "int64", true),
                                new FileColumn("t", Optional.of(ScalarType.TIMESTAMP), "timestamp", true)));
    }

    @Test
    void withoutFilesThereIsNoSchema() {
        assertThat(new FileSchemaReader().read(root, parquet("data"))).isEmpty();
    }

    @Test
    void filesThatDisagreeAreRefused() {
        new Fixture(root)
                .parquet("data/a.parquet", Batches.with("id", ScalarType.INT64))
                .parquet("data/b.parquet", Batches.with("id", ScalarType.STRING))
                .parquet("more/a.parquet", Batches.with("id", ScalarType.INT64))
                .parquet("more/b.parquet", Batches.with("id", ScalarType.INT64).and("x", ScalarType.BOOL));

        assertRefused(
                "data",
                "Cannot take the files as one source: column 'id' is int64 in " + root.resolve("data/a.parquet")
                        + " and string in " + root.resolve("data/b.parquet") + ". Write them with one schema.");
        assertRefused(
                "more",
                "Cannot take the files as one source: column 'x' is missing in " + root.resolve("more/a.parquet")
                        + " and bool in " + root.resolve("more/b.parquet") + ". Write them with one schema.");
    }

    @Test
    void theColumnsOfCsvAreText() throws IOException {
        Files.writeString(root.resolve("a.csv"), "id,t\n1,2024-01-01\n");
        assertThat(new FileSchemaReader().read(root, new SourceLocation(".", TableFormat.CSV)))
                .hasValueSatisfying(schema -> assertThat(schema.columns())
                        .containsExactly(
                                new FileColumn("id", Optional.of(ScalarType.STRING), "string", true),
                                new FileColumn("t", Optional.of(ScalarType.STRING), "string", true)));
    }

    @Test
    void filesOfAnotherFormatAreSaidToBeThat() throws IOException {
        Files.createDirectories(root.resolve("data"));
        Files.writeString(root.resolve("data/a.CSV"), "id,t\n1,2024-01-01\n");
        assertRefused(
                "data",
                "Cannot read the files of 'data': by their names they are csv, none is parquet. Say 'format: csv' in the"
                        + " source, or check its path.");
        assertThatThrownBy(() -> new FileSchemaReader().read(root, parquet("data/a.CSV")))
                .isInstanceOf(AsofException.class)
                .hasMessageEndingWith(
                        "it doesn't begin with 'PAR1'. Give a complete Parquet file. Or is it csv, as its name"
                                + " says? Then say 'format: csv' in the source.");
    }

    private static SourceLocation parquet(String path) {
        return new SourceLocation(path, TableFormat.PARQUET);
    }

    private void assertRefused(String path, String message) {
        assertThatThrownBy(() -> new FileSchemaReader().read(root, parquet(path)))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT_FILE))
                .hasMessage(message);
    }
}
