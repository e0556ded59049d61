package dev.asof.online.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.state.StateStore;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.quarantine.QuarantineFolder;
import dev.asof.registry.quarantine.QuarantineOrigin;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StandingRowsTest {
    private static final int SOURCE = 1;
    private static final QuarantinedRow A = row(0, "a");
    private static final QuarantinedRow B = row(0, "b");
    private static final QuarantinedRow C = row(0, "c");
    private static final Set<String> ALL = Set.of(A.id(), B.id(), C.id());

    @TempDir
    Path folder;

    private StateStore state;
    private QuarantineFolder quarantine;
    private StandingRows standing;

    @BeforeEach
    void open() {
        state = StateStore.open(folder.resolve("online"), StateOptions.SMALL, InstantSource.system());
        quarantine = new QuarantineFolder(folder.resolve("quarantine"));
        standing = new StandingRows(state.pending(), quarantine, SOURCE, "orders");
    }

    @AfterEach
    void close() {
        state.close();
    }

    private static QuarantinedRow row(long sequence, String amount) {
        return new QuarantinedRow(
                "orders",
                new QuarantineOrigin.IngestedEvent("", sequence),
                OptionalLong.of(7),
                List.of(new QuarantinedRow.BrokenPromise("amount", Violation.Reason.TYPE, "is no number")),
                List.of(QuarantinedRow.Cell.ofText("amount", Optional.of(amount))));
    }

    private void letWait(QuarantinedRow... rows) {
        state.write(Durability.BUFFERED, write -> {
            write.pending().quarantine(SOURCE, List.of(rows));
            return rows;
        });
    }

    @Test
    void rowsStandInFilesAndWhereTheyWait() {
        quarantine.keepIngested("orders", List.of(A));
        letWait(B);
        assertThat(standing.among(ALL, List.of())).containsExactlyInAnyOrder(A.id(), B.id());
        letWait(C);
        assertThat(standing.among(ALL, List.of())).isEqualTo(ALL);
    }

    @Test
    void aFileStandsAsideOnceForItsRows() {
        quarantine.keepIngested("orders", List.of(A, B));
        quarantine.keepIngested("orders", List.of(B, C));
        assertThat(standing.among(ALL, List.of(A, B))).containsExactlyInAnyOrder(B.id(), C.id());
        standing.forget(List.of(A, B));
        assertThat(standing.among(ALL, List.of())).containsExactlyInAnyOrder(B.id(), C.id());
        assertThat(standing.among(ALL, List.of(B, C))).isEmpty();
    }

    @Test
    void aRowWithASequenceIsNoCopy() {
        quarantine.keepIngested("orders", List.of(row(5, "a")));
        assertThat(standing.among(Set.of(row(5, "a").id()), List.of())).isEmpty();
    }

    @Test
    void eachFileIsReadOnce() throws IOException {
        quarantine.keepIngested("orders", List.of(A));
        standing.read();
        try (Stream<Path> files = Files.list(folder.resolve("quarantine/orders"))) {
            for (Path file : files.toList()) {
                Files.writeString(file, "damaged meanwhile");
            }
        }
        letWait(B);
        assertThat(standing.among(ALL, List.of())).containsExactlyInAnyOrder(A.id(), B.id());
    }
}
