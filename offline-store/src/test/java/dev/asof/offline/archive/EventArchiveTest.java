package dev.asof.offline.archive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.offline.parquet.ForeignFile;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.repository.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.schema.MessageTypeParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventArchiveTest {
    @TempDir
    Path root;

    @Test
    void eventsAreArchivedWithTheirAcceptance() {
        Path file = root.resolve("day=2026-01-02/000.parquet");

        new EventArchiveWriter()
                .write(file, Batches.with("id", ScalarType.INT64, 1, 2).build(), new long[] {10, 11});

        Fixture fixture = new Fixture(root);
        assertThat(EventArchive.files(root)).containsExactly(file);
        assertThat(fixture.column("day=2026-01-02/000.parquet", "id")).containsExactly(1L, 2L);
        assertThat(fixture.column("day=2026-01-02/000.parquet", "_accepted_at")).containsExactly(10L, 11L);
    }

    @Test
    void theLastAcceptanceOfAFileThatStatesNothingIsRead() {
        Path file = root.resolve("merged.parquet");
        long[] acceptances = {10, 12, 11};
        ForeignFile.write(
                file,
                MessageTypeParser.parseMessageType(
                        "message archived { required int64 _accepted_at (TIMESTAMP(MICROS,true)); }"),
                ForeignFile.Style.PLAIN,
                options -> options.withStatisticsEnabled(false),
                acceptances.length,
                (row, number) -> row.add("_accepted_at", acceptances[number]));

        assertThat(EventArchive.lastAcceptance(ParquetFile.open(file))).hasValue(12);
    }

    @Test
    void onlyCompleteFilesOfDaysAreListed() throws IOException {
        Files.createDirectories(root.resolve("day=2026-01-02"));
        Path unfinished =
                AtomicFile.of(root.resolve("day=2026-01-02/1.parquet")).temporary();
        Files.createFile(unfinished);
        Files.createFile(root.resolve("loads.json"));
        Files.createFile(root.resolve("stray.parquet"));
        Path complete = Files.createFile(root.resolve("day=2026-01-02/0.parquet"));

        assertThat(EventArchive.files(root)).containsExactly(complete);
        assertThat(EventArchive.files(root.resolve("nowhere"))).isEmpty();
    }
}
