package dev.asof.online.state;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.ask;
import static dev.asof.online.OnlineFixture.ingest;
import static dev.asof.online.OnlineFixture.load;
import static dev.asof.online.OnlineFixture.payments;
import static dev.asof.online.OnlineFixture.texts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.OnlineFixture;
import dev.asof.online.OnlineStore;
import dev.asof.online.Rows;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.state.database.Batch;
import dev.asof.online.state.database.BlockOptions;
import dev.asof.online.state.database.BulkOptions;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.StateOptions;
import dev.asof.online.state.entity.BlockKeys;
import dev.asof.registry.compute.program.TreeShape;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Blocks that a load in bulk left, which was killed or found no more room before it could store the records that lead to them. */
class LeftBlocksTest {
    private static final byte[] ENTITY =
            ByteBuffer.allocate(Long.BYTES).putLong(1_000).array();
    private static final byte[] BLOCK = {1, 2, 3};
    private static final long NUMBER = 99;

    /** Those of payments: views have their numbers by name. */
    private static final int[] VIEWS = {2, 3};

    @TempDir
    Path folder;

    private OnlineFixture fixture;

    @BeforeEach
    void openRepository() {
        fixture = new OnlineFixture(folder)
                .withState(StateOptions.SMALL
                        .withBlocks(new BlockOptions(4, 3, new TreeShape(3, 2, 2)))
                        .withBulk(new BulkOptions(0, 500)));
        fixture.open().close();
    }

    @Test
    void blocksThatNoRecordLeadsToKeepNoLoadFromBulk() {
        leaveBlocks();
        assertThat(left()).isPositive();
        fixture.files().put("payments", "a", 'a', paid(0, 20).batch());
        try (OnlineStore store = fixture.open()) {
            load(store);
            assertThat(texts(ask(store, QuestionTimes.NOW, "spend:payments_ever")))
                    .containsExactly("PRESENT 20");
        }
        assertThat(left()).isZero();
    }

    @Test
    void blocksOfWhatWasIngestedStay() {
        try (OnlineStore store = fixture.open()) {
            load(store);
            for (int i = 0; i < 20; i++) {
                ingest(store, paid(i, i + 1));
            }
            fixture.files().put("payments", "a", 'a', paid(20, 40).batch());
            load(store);
            assertThat(texts(ask(store, QuestionTimes.NOW, "spend:payments_ever")))
                    .containsExactly("PRESENT 40");
        }
    }

    private static Rows paid(int from, int to) {
        Rows rows = payments();
        IntStream.range(from, to).forEach(i -> rows.row(i, 7, "a", NOW - 100 * SECOND + i, 1.0));
        return rows;
    }

    private void leaveBlocks() {
        try (Database database = database();
                Batch batch = database.batch()) {
            for (int view : VIEWS) {
                batch.put(Family.BLOCKS, BlockKeys.of(view, ENTITY, NUMBER), BLOCK);
            }
            batch.write(Durability.SYNCED);
        }
    }

    private long left() {
        try (Database database = database()) {
            return IntStream.of(VIEWS)
                    .filter(view -> database.get(Family.BLOCKS, BlockKeys.of(view, ENTITY, NUMBER))
                            .isPresent())
                    .count();
        }
    }

    private Database database() {
        return Database.open(fixture.repository().onlineFolder().resolve("rocksdb"), StateOptions.SMALL);
    }
}
