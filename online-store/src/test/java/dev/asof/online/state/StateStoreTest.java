package dev.asof.online.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.Rows;
import dev.asof.online.TestClock;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateStoreTest {
    private static final byte[] ENTITY = {1, 2};
    private static final ColumnBatch ROW = Rows.of("a int64").row(5).batch();

    @TempDir
    Path folder;

    private final TestClock clock = new TestClock(1_000);

    private StateStore open() {
        return StateStore.open(folder, StateOptions.SMALL, clock);
    }

    @Test
    void aSecondOpenerIsToldWhoOwnsTheStore() {
        try (StateStore store = open()) {
            store.announce("127.0.0.1:7450");
            assertThatThrownBy(this::open)
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_OWNED))
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("which answers at 127.0.0.1:7450");
            assertThat(StoreOwner.of(folder)).hasValue(store.owner());
            assertThatThrownBy(this::open).hasMessageContaining("it is open in process");
        }
        assertThat(StoreOwner.of(folder)).isEmpty();
        open().close();
    }

    @Test
    void whatAKilledOwnerLeftIsNoObstacle() throws Exception {
        open().close();
        Files.writeString(folder.resolve("OWNER"), "1\nelsewhere\n10.0.0.1:1\n2020-01-01T00:00:00Z\n");
        open().close();
        Files.writeString(folder.resolve("OWNER"), "half of a");
        assertThat(StoreOwner.of(folder)).isEmpty();
        open().close();
    }

    @Test
    void anUnknownFormatIsRefusedWithTheRemedy() throws Exception {
        open().close();
        assertThat(folder.resolve("FORMAT")).hasContent("asof online store, format 1");
        Files.writeString(folder.resolve("FORMAT"), "asof online store, format 9\n");
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT_VERSION))
                .hasMessage("Cannot open the online store in " + folder
                        + ": its format is 'asof online store, format 9', this build knows 'asof online store, format 1'."
                        + " Let the build that wrote it archive its events ('asof serve', then stop it), move the folder"
                        + " away, and run 'asof load' with this build.");
        Files.delete(folder.resolve("FORMAT"));
        assertThatThrownBy(this::open).hasMessageContaining("its file FORMAT is missing");
    }

    @Test
    void aFailedChangeLeavesNothingBehind() {
        try (StateStore store = open()) {
            assertThatThrownBy(() -> store.write(Durability.SYNCED, write -> {
                        write.view(write.source("s"), "f", ROW.schema());
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(store.source("s")).isEmpty();
            store.write(Durability.SYNCED, write -> write.view(write.source("t"), "f", ROW.schema()));
        }
        try (StateStore store = open()) {
            assertThat(store.source("t")).isPresent();
            assertThat(store.view("t", "f")).isPresent();
        }
    }

    @Test
    void ofEqualRowsTheEarlierAcceptanceStays() {
        try (StateStore store = open()) {
            StoredView view = view(store);
            LoadPass pass = store.write(
                    Durability.SYNCED, write -> write.beginPass(view, "ab".repeat(32), Long.MIN_VALUE, Long.MAX_VALUE));
            put(store, view, new Acceptance.OfPass(pass.id()));
            assertThat(acceptedAt(store, view)).isEqualTo(Acceptance.NOT_YET);
            put(store, view, new Acceptance.Stamped(50));
            assertThat(acceptedAt(store, view)).isEqualTo(50);
            put(store, view, new Acceptance.Stamped(60));
            put(store, view, new Acceptance.OfPass(pass.id()));
            assertThat(acceptedAt(store, view)).isEqualTo(50);
            put(store, view, new Acceptance.Stamped(40));
            assertThat(acceptedAt(store, view)).isEqualTo(40);
        }
    }

    @Test
    void thePassOfARowSaysWhenItWasAccepted() {
        try (StateStore store = open()) {
            StoredView view = view(store);
            LoadPass pass = store.write(
                    Durability.SYNCED, write -> write.beginPass(view, "ab".repeat(32), Long.MIN_VALUE, Long.MAX_VALUE));
            put(store, view, new Acceptance.OfPass(pass.id()));
            store.write(Durability.SYNCED, write -> {
                write.commitPass(pass, write.accept(1));
                return pass;
            });
            assertThat(acceptedAt(store, view)).isEqualTo(1_000);
        }
        try (StateStore store = open()) {
            StoredView view = store.view("s", "f").orElseThrow();
            assertThat(acceptedAt(store, view)).isEqualTo(1_000);
            long next = store.write(Durability.SYNCED, write -> write.accept(1));
            assertThat(next).isEqualTo(1_001);
        }
    }

    @Test
    void aClosedStoreSaysSo() {
        StateStore store = open();
        store.close();
        store.close();
        assertThatThrownBy(store::snapshot)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVER_UNAVAILABLE));
    }

    private static StoredView view(StateStore store) {
        return store.write(Durability.SYNCED, write -> write.view(write.source("s"), "f", ROW.schema()));
    }

    private static void put(StateStore store, StoredView view, Acceptance acceptance) {
        byte[] row = new RowCodec(ROW.schema()).encode(ROW, 0);
        store.write(Durability.SYNCED, write -> {
            write.putEvent(view, ENTITY, 5, EventIdentity.ofContent(row), acceptance, row);
            return row;
        });
    }

    private static long acceptedAt(StateStore store, StoredView view) {
        EventRowsBuilder rows = new EventRowsBuilder(new RowCodec(ROW.schema()));
        try (StateSnapshot snapshot = store.snapshot()) {
            snapshot.read(view, ENTITY, 0, rows);
        }
        var events = rows.build();
        assertThat(events.acceptedAt()).hasSize(1);
        return events.acceptedAt()[0];
    }
}
