package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.offline.parquet.ForeignFile;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.table.TableRows;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.repository.TableFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A footer that states more rows than a part can have. */
class StatedRowCountTest {
    private static final String DEFINITIONS = """
            entity: payer
            keys: {card: int64}
            ---
            source: payments
            format: parquet
            path: data/
            event_time: paid_at
            columns:
              paid_at: {type: timestamp}
              card: {type: int64}
            on_violation: drop
            ---
            feature_view: spend
            version: 1
            entity: payer
            source: payments
            features:
              times: {aggregate: count(*), window: unbounded}
            ---
            feature_service: service
            version: 1
            features: [spend@1:*]
            """;

    private static final long MOST_BYTES = 1 << 27;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @TempDir
    private Path root;

    /** To mark all of the rows would take 256 MB. */
    @Test
    void rowsThatArentThereTakeNoMemory() throws IOException {
        Fixture fixture = new Fixture(root);
        Path file = payments(fixture);
        fixture.define(DEFINITIONS);
        Files.write(file, stating(Files.readAllBytes(file), Integer.MAX_VALUE - 8));
        fixture.parquet(
                "asked.parquet",
                Batches.with("card", ScalarType.INT64, 1L).and("event_timestamp", ScalarType.TIMESTAMP, 999L));
        long allocated = THREADS.getTotalThreadAllocatedBytes();
        assertThatThrownBy(() -> fixture.build(
                        "service", "asked.parquet", "out", BuildSettings.of(2).with(TableFormat.CSV)))
                .isInstanceOf(AsofException.class)
                .hasMessageContaining(file.getFileName().toString());
        assertThat(THREADS.getTotalThreadAllocatedBytes() - allocated).isLessThan(MOST_BYTES);
    }

    @Test
    void moreRowsThanCanBeCountedAreRefused() throws IOException {
        Path file = payments(new Fixture(root));
        Files.write(file, stating(Files.readAllBytes(file), 3_000_000_000L));
        assertThatThrownBy(() -> ParquetFile.open(file))
                .isInstanceOf(AsofException.class)
                .hasMessageStartingWith("Cannot read " + file + ": it has a row group of 3000000000 rows");
    }

    /** A list's values don't say how many rows they are. */
    @ParameterizedTest
    @ValueSource(longs = {9, 11})
    void listsOfOtherRowsThanStatedAreRefused(long stated) throws IOException {
        Path file = root.resolve("lists.parquet");
        ForeignFile.write(
                file,
                MessageTypeParser.parseMessageType("message rows {"
                        + " optional group tags (LIST) { repeated group list { optional int64 element; } } }"),
                ForeignFile.Style.PLAIN,
                10,
                (row, number) -> {
                    Group tags = row.addGroup("tags");
                    tags.addGroup("list").append("element", (long) number);
                    tags.addGroup("list").append("element", (long) number);
                });
        Files.write(file, stating(Files.readAllBytes(file), stated));
        try (TableRows rows = ParquetFile.open(file).rows(0, List.of("tags"))) {
            assertThatThrownBy(rows::next)
                    .isInstanceOf(AsofException.class)
                    .hasMessageContaining("column 'tags' of " + file);
        }
    }

    private static Path payments(Fixture fixture) throws IOException {
        Files.createDirectories(fixture.path("data"));
        Path file = fixture.path("data/payments.parquet");
        ForeignFile.write(
                file,
                MessageTypeParser.parseMessageType("message payments {"
                        + " required int64 paid_at (TIMESTAMP(MICROS,true)); required int64 card; }"),
                ForeignFile.Style.PLAIN,
                10,
                (row, number) -> row.append("paid_at", (long) number).append("card", 1L));
        return file;
    }

    private static byte[] stating(byte[] file, long rows) throws IOException {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - 8);
        int start = file.length - 8 - length;
        FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(file, start, length));
        long written = footer.getNum_rows();
        footer.setNum_rows(rows);
        footer.getRow_groups().getFirst().setNum_rows(rows);
        footer.getRow_groups().getFirst().getColumns().forEach(column -> {
            if (column.getMeta_data().getNum_values() == written) {
                column.getMeta_data().setNum_values(rows);
            }
            column.getMeta_data().unsetStatistics();
            column.unsetOffset_index_offset();
            column.unsetColumn_index_offset();
        });
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(file, 0, start);
        Util.writeFileMetaData(footer, changed);
        int newLength = changed.size() - start;
        changed.writeBytes(ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(newLength)
                .put(new byte[] {'P', 'A', 'R', '1'})
                .array());
        return changed.toByteArray();
    }
}
