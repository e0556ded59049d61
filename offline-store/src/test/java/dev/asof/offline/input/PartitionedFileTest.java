package dev.asof.offline.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.table.ConsecutiveRows;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.catalog.SourceLocation;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartitionedFileTest {
    private static final SourceLocation BY_DAY_AND_SHOP =
            new SourceLocation("data", TableFormat.CSV, List.of("day", "shop"));

    @TempDir
    Path root;

    @Test
    void theNamesOfFoldersAreColumnsOfEachRow() throws IOException {
        TableFile file = open("data/day=2026-01-01/shop=a%3Db%C3%A9/x.csv", BY_DAY_AND_SHOP);
        assertThat(file.schema().names()).containsExactly("id", "day", "shop");
        assertThat(rows(file, List.of("shop", "id", "day")))
                .containsExactly("1|2026-01-01|a=b\u00e9", "2|2026-01-01|a=b\u00e9");
        assertThat(rows(file, List.of("id"))).containsExactly("1", "2");
    }

    @Test
    void theNearestFolderCountsAndTheDefaultPartitionIsNull() throws IOException {
        TableFile file = open("data/shop=far/day=1/shop=__HIVE_DEFAULT_PARTITION__/x.csv", BY_DAY_AND_SHOP);
        assertThat(rows(file, List.of("day", "shop"))).containsExactly("1|null", "1|null");
    }

    @Test
    void aFileThatLiesInNoSuchFolderIsRefused() {
        assertThatThrownBy(() -> open("data/day=1/x.csv", BY_DAY_AND_SHOP))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT_FILE))
                .hasMessageContaining("it lies in no folder 'shop=...'");
    }

    @Test
    void aColumnThatStandsInTheFileTooIsRefused() {
        SourceLocation byId = new SourceLocation("data", TableFormat.CSV, List.of("id"));
        assertThatThrownBy(() -> open("data/id=1/x.csv", byId))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("column 'id' stands in it and in the name of its folder");
    }

    @Test
    void theSameContentInOtherPartitionsIsAnotherFile() throws IOException {
        TableFile first = open("data/day=1/shop=a/x.csv", BY_DAY_AND_SHOP);
        TableFile copy = open("data/day=1/shop=a/y.csv", BY_DAY_AND_SHOP);
        TableFile other = open("data/day=2/shop=a/x.csv", BY_DAY_AND_SHOP);
        assertThat(TableFiles.contentHash(copy)).isEqualTo(TableFiles.contentHash(first));
        assertThat(TableFiles.contentHash(other)).isNotEqualTo(TableFiles.contentHash(first));
    }

    @Test
    void partitionsWhoseNamesReadAlikeAreDifferent() throws IOException {
        SourceLocation byAAndB = new SourceLocation("data", TableFormat.CSV, List.of("a", "b"));
        TableFile first = open("data/a=1], b=Optional[2/b=3/x.csv", byAAndB);
        TableFile other = open("data/a=1/b=2], b=Optional[3/x.csv", byAAndB);
        assertThat(TableFiles.contentHash(other)).isNotEqualTo(TableFiles.contentHash(first));
    }

    @Test
    void aFolderWhoseNameIsNoTextIsRefused() {
        assertThatThrownBy(() -> open("data/day=%FF/shop=a/x.csv", BY_DAY_AND_SHOP))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining("'%FF' in the name of its folder is no UTF-8");
    }

    private TableFile open(String path, SourceLocation location) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "id\n1\n2\n");
        return TableFiles.open(file, location);
    }

    private static List<String> rows(TableFile file, List<String> columns) {
        List<String> texts = new ArrayList<>();
        try (ConsecutiveRows rows = new ConsecutiveRows(List.of(file), columns)) {
            for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                for (int row = 0; row < batch.get().rowCount(); row++) {
                    texts.add(line(batch.get(), row));
                }
            }
        }
        return texts;
    }

    private static String line(ColumnBatch batch, int row) {
        return String.join(
                "|",
                batch.columns().stream()
                        .map(column -> column.isNull(row) ? "null" : ((BytesColumn) column).text(row))
                        .toList());
    }
}
