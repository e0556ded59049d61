package dev.asof.online.state.bulk;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.payments;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.OnlineFixture;
import dev.asof.online.Rows;
import dev.asof.online.live.LiveCatalog;
import dev.asof.online.live.LiveView;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.database.StateOptions;
import dev.asof.online.state.entity.Frame;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.schema.ColumnBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LongRecordTest {
    private static final int PIECES = 10;
    private static final int EVENTS_OF_A_PIECE = 5_000;
    private static final int PART_BYTES = 200_000;

    private final SplittableRandom random = new SplittableRandom(3);
    private final List<Long> expected = new ArrayList<>();
    private final List<Long> visited = new ArrayList<>();

    @TempDir
    Path folder;

    private Path files;
    private LiveView view;
    private FrameTimes times;

    @BeforeEach
    void openRepository() throws IOException {
        files = Files.createDirectories(folder.resolve("files"));
        OnlineFixture fixture = new OnlineFixture(Files.createDirectories(folder.resolve("repository")));
        try (StateStore state = StateStore.open(folder.resolve("state"), StateOptions.SMALL, fixture.clock())) {
            view = LiveCatalog.of(fixture.registry(), state).requireView(new VersionedName("spend", 1));
        }
        times = new FrameTimes(Map.of(view.stored().id(), view.program()));
    }

    @Test
    void eventsComeInPartsByTimeHoweverTheyWereAdded() {
        try (LongRecord record = new LongRecord(files, times, PART_BYTES)) {
            for (int piece = 0; piece < PIECES; piece++) {
                record.add(piece(NOW));
            }
            assertThat(record.reduce((before, part) -> visited(part))).isNotEmpty();
        }
        assertThat(visited).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(files).isEmptyDirectory();
    }

    @Test
    void eventsOfOneTimeComeInPartsAsWell() {
        try (LongRecord record = new LongRecord(files, times, PART_BYTES)) {
            for (int piece = 0; piece < PIECES; piece++) {
                record.add(piece(1));
            }
            record.reduce((before, part) -> visited(part));
        }
        assertThat(visited).hasSameSizeAs(expected).containsOnly(NOW);
    }

    private byte[] visited(byte[] part) {
        assertThat(part).hasSizeLessThan(2 * PART_BYTES);
        long latest = visited.stream().mapToLong(each -> each).max().orElse(Long.MIN_VALUE);
        times.forEach(part, (from, to, micros) -> {
            assertThat(micros).isGreaterThanOrEqualTo(latest);
            visited.add(micros);
        });
        return part;
    }

    /** Frames of events within so many microseconds. */
    private byte[] piece(long span) {
        Rows rows = payments();
        for (int i = 0; i < EVENTS_OF_A_PIECE; i++) {
            long micros = NOW + random.nextLong(span);
            expected.add(micros);
            rows.row(i, 7, "s".repeat(random.nextInt(9)), micros, null);
        }
        ColumnBatch kept =
                view.program().admission("payments").admit(rows.batch()).kept();
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        for (int i = 0; i < EVENTS_OF_A_PIECE; i++) {
            frames.writeBytes(Frame.of(
                    view.stored().id(),
                    new Origin.RowOfPass(1, expected.size()),
                    view.codec().encode(kept, i)));
        }
        return frames.toByteArray();
    }
}
