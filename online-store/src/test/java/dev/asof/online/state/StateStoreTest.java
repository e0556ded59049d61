package dev.asof.online.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.online.Rows;
import dev.asof.online.TestClock;
import dev.asof.online.state.bulk.BulkAppends;
import dev.asof.online.state.catalog.LoadPass;
import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.database.BulkOptions;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.database.StateOptions;
import dev.asof.online.state.database.StoreOwner;
import dev.asof.online.state.entity.EventRowsBuilder;
import dev.asof.online.state.entity.RowCodec;
import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.erasure.Tombstones;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateStoreTest {
    private static final byte[] ENTITY = {1, 2};
    private static final Schema KEYS = new Schema(List.of(new Field("k", ScalarType.INT64)));
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
    void eventsThatWaitForTheArchiveAreRemovedUpToOne() {
        Schema schema = new Schema(List.of(new Field("a", ScalarType.INT64)));
        List<byte[]> rows = List.of(new byte[] {1}, new byte[] {2}, new byte[] {3}, new byte[] {4});
        long beforeMidnight = 86_400_000_000L - 3;
        try (StateStore store = open()) {
            store.write(Durability.SYNCED, write -> {
                write.pending().putEvents(1, beforeMidnight, schema, rows);
                return write;
            });
            assertThat(store.pending().events(1, Long.MAX_VALUE, 9))
                    .extracting(PendingEvent::acceptedAtMicros)
                    .containsExactly(beforeMidnight, beforeMidnight + 1, beforeMidnight + 2, beforeMidnight + 3);
            assertThat(store.pending().events(1, beforeMidnight + 1, 9)).hasSize(2);
            assertThat(store.pending().events(1, Long.MAX_VALUE, 1)).hasSize(1);

            store.write(Durability.SYNCED, write -> {
                write.pending().removeEvents(1, beforeMidnight);
                return write;
            });
        }
        try (StateStore store = open()) {
            assertThat(store.pending().events(1, Long.MAX_VALUE, 9))
                    .extracting(event -> event.acceptedAtMicros() - beforeMidnight + " " + event.row()[0])
                    .containsExactly("1 2", "2 3", "3 4");
        }
    }

    @Test
    void whatWasSentIsKnownWithinAChangeAndLater() {
        byte[] one = SeenKey.of(1, 5, new byte[] {1});
        byte[] other = SeenKey.of(1, 5, new byte[] {2});
        try (StateStore store = open()) {
            boolean[] first =
                    store.write(Durability.SYNCED, write -> write.seen().areNew(List.of(one, one)));
            boolean[] second =
                    store.write(Durability.SYNCED, write -> write.seen().areNew(List.of(one, other)));
            assertThat(first).containsExactly(true, false);
            assertThat(second).containsExactly(false, true);
        }
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
    void storesOfFormats3To5BecomeOnesOfThisFormat() throws Exception {
        open().close();
        for (int before = 3; before < 6; before++) {
            Files.writeString(folder.resolve("FORMAT"), "asof online store, format " + before + "\n");
            open().close();
            assertThat(folder.resolve("FORMAT")).hasContent("asof online store, format 6");
        }
    }

    @Test
    void anUnknownFormatIsRefusedWithTheRemedy() throws Exception {
        open().close();
        assertThat(folder.resolve("FORMAT")).hasContent("asof online store, format 6");
        Files.writeString(folder.resolve("FORMAT"), "asof online store, format 9\n");
        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT_VERSION))
                .hasMessage("Cannot open the online store in " + folder
                        + ": its format is 'asof online store, format 9', this build knows 'asof online store, format 6'."
                        + " Let the build that wrote it archive its events ('asof serve', then stop it), move the folder"
                        + " away, and run 'asof load' with this build.");
        Files.delete(folder.resolve("FORMAT"));
        assertThatThrownBy(this::open).hasMessageContaining("its file FORMAT is missing");
    }

    @Test
    void aFailedChangeLeavesNothingBehind() {
        StoredView stored;
        try (StateStore store = open()) {
            assertThatThrownBy(() -> store.write(Durability.SYNCED, write -> {
                        write.view(List.of(write.source("s")), write.entity("e", KEYS), "f", ROW.schema());
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(store.source("s")).isEmpty();
            stored = view(store, "t", "f");
        }
        try (StateStore store = open()) {
            assertThat(store.source("t")).isPresent();
            assertThat(view(store, "t", "another").id()).isNotEqualTo(stored.id());
            assertThat(view(store, "t", "f")).isEqualTo(stored);
        }
    }

    @Test
    void anEventThatIsStoredAgainIsThereOnce() {
        try (StateStore store = open()) {
            StoredView view = view(store);
            append(store, view, new Origin.Stamped(50));
            append(store, view, new Origin.Stamped(60));
            append(store, view, new Origin.Stamped(50));
            append(store, view, new Origin.Stamped(55));
            append(store, view, new Origin.Stamped(60));
            assertThat(acceptances(store, view)).containsExactlyInAnyOrder(50, 55, 60);
        }
    }

    @Test
    void aRowThatIsLoadedAgainIsThereOnce() {
        try (StateStore store = open()) {
            StoredView view = view(store);
            LoadPass brokenOff = begin(store, view, 5);
            append(store, view, new Origin.RowOfPass(brokenOff.id(), 0));
            LoadPass pass = begin(store, view, 9);
            append(store, view, new Origin.RowOfPass(pass.id(), 0));
            append(store, view, new Origin.RowOfPass(pass.id(), 1));
            append(store, view, new Origin.RowOfPass(pass.id(), 0));
            commit(store, pass);
            assertThat(acceptances(store, view)).containsExactly(1_000, 1_000);
        }
    }

    @Test
    void thePassOfARowSaysWhenItWasAccepted() {
        try (StateStore store = open()) {
            StoredView view = view(store);
            LoadPass pass = begin(store, view, Long.MAX_VALUE);
            append(store, view, new Origin.OfPass(pass.id()));
            assertThat(acceptances(store, view)).isEmpty();
            commit(store, pass);
            assertThat(acceptances(store, view)).containsExactly(1_000);
        }
        try (StateStore store = open()) {
            StoredView view = view(store);
            assertThat(acceptances(store, view)).containsExactly(1_000);
            long next = store.write(Durability.SYNCED, write -> write.accept(1));
            assertThat(next).isEqualTo(1_001);
        }
    }

    @Test
    void aClosedStoreSaysSo() {
        StateStore store = open();
        store.close();
        store.close();
        assertIsUnavailable(store::snapshot);
    }

    @Test
    void closingBreaksALoadInBulkOffAndWaitsForItsEnd() throws Exception {
        StateStore store = StateStore.open(folder, StateOptions.SMALL.withBulk(new BulkOptions(0, 1 << 20)), clock);
        StoredView view = view(store);
        byte[] row = new RowCodec(ROW.schema()).encode(ROW, 0);
        Thread closing = Thread.ofPlatform().unstarted(store::close);
        try (BulkAppends bulk = store.beginBulk(Set.of(), 1).orElseThrow()) {
            bulk.append(view, ENTITY, new Origin.Stamped(50), row);
            closing.start();
            awaitHalt(closing);
            assertThat(closing.isAlive()).isTrue();
            assertIsUnavailable(() -> bulk.append(view, ENTITY, new Origin.Stamped(60), row));
            assertIsUnavailable(bulk::finish);
            assertThat(closing.isAlive()).isTrue();
        }
        closing.join();
        assertThat(folder.resolve("bulk")).doesNotExist();
        open().close();
    }

    /** Waits until a thread waits or has ended. */
    private static void awaitHalt(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TERMINATED) {
            Thread.sleep(1);
        }
    }

    private static void assertIsUnavailable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SERVER_UNAVAILABLE));
    }

    private static StoredView view(StateStore store) {
        return view(store, "s", "f");
    }

    /** Stored already, or new. */
    private static StoredView view(StateStore store, String source, String fingerprint) {
        return store.write(
                Durability.SYNCED,
                write -> write.view(List.of(write.source(source)), write.entity("e", KEYS), fingerprint, ROW.schema()));
    }

    private static LoadPass begin(StateStore store, StoredView view, long untilMicros) {
        return store.write(
                Durability.SYNCED,
                write ->
                        write.beginPass(view, view.sources().getFirst(), "ab".repeat(32), Long.MIN_VALUE, untilMicros));
    }

    private static void commit(StateStore store, LoadPass pass) {
        store.write(Durability.SYNCED, write -> {
            write.commitPass(pass, write.accept(1));
            return pass;
        });
    }

    private static void append(StateStore store, StoredView view, Origin origin) {
        byte[] row = new RowCodec(ROW.schema()).encode(ROW, 0);
        store.write(Durability.SYNCED, write -> {
            write.append(view, ENTITY, origin, row);
            return row;
        });
    }

    private static long[] acceptances(StateStore store, StoredView view) {
        EventRowsBuilder rows = new EventRowsBuilder(new RowCodec(ROW.schema()));
        try (StateSnapshot snapshot = store.snapshot()) {
            snapshot.read(view.entity(), ENTITY).addTo(view, 0, rows);
        }
        return rows.build().acceptedAt();
    }

    @Test
    void nothingIsShownOfWhoIsErasedUntilItIsRemoved() {
        Tombstones erased = Tombstones.ofNobody().begun("e", KEYS, keyOf(5), Set.of(Optional.empty()));
        try (StateStore store = open()) {
            int entity = store.write(Durability.SYNCED, write -> {
                int number = write.entity("e", KEYS);
                StoredView view = write.view(List.of(write.source("s")), number, "f", ROW.schema());
                for (long key : new long[] {5, 6}) {
                    Origin origin = new Origin.Stamped(write.accept(1));
                    write.append(view, keyOf(key), origin, new RowCodec(ROW.schema()).encode(ROW, 0));
                }
                return number;
            });
            assertThat(viewsOf(store, entity, 5)).hasSize(1);
            store.erased().passOver(erased);
            assertThat(viewsOf(store, entity, 5)).isEmpty();
            assertThat(store.recordBytes("e", KEYS, keyOf(5))).isZero();
            assertThat(viewsOf(store, entity, 6)).hasSize(1);
            assertThat(store.erased().storedOf(erased)).hasSize(1);
            store.erased().remove(store.erased().storedOf(erased).getFirst());
            store.erased().hideNothing();
            assertThat(viewsOf(store, entity, 5)).isEmpty();
            assertThat(viewsOf(store, entity, 6)).hasSize(1);
        }
    }

    private static byte[] keyOf(long key) {
        return new EntityKeyCodec(KEYS)
                .encode(Rows.of("k int64").row(key).batch().columns(), new int[] {0})
                .key(0);
    }

    private static int[] viewsOf(StateStore store, int entity, long key) {
        try (StateSnapshot snapshot = store.snapshot()) {
            return snapshot.read(entity, keyOf(key)).views();
        }
    }
}
