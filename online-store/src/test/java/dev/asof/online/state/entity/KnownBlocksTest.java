package dev.asof.online.state.entity;

import static dev.asof.online.OnlineFixture.NOW;
import static dev.asof.online.OnlineFixture.SECOND;
import static dev.asof.online.OnlineFixture.payments;
import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.OnlineFixture;
import dev.asof.online.Rows;
import dev.asof.online.live.LiveCatalog;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.program.BlockStorage;
import dev.asof.registry.compute.program.EventTree;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.program.KeptEvents;
import dev.asof.registry.compute.program.KnownBlock;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.TreeChanges;
import dev.asof.registry.compute.program.TreeShape;
import dev.asof.registry.compute.value.FeatureValues;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownBlocksTest {
    private static final int EVENTS = 400;
    private static final TreeShape SHAPE = new TreeShape(8, 4, 4);

    @TempDir
    Path folder;

    /** Blocks in memory, of which those that were read are kept. */
    private record Stored(Map<Long, byte[]> blocks, KnownBlocks kept) implements BlockStorage {
        private static KnownBlocks.Key key(long number) {
            return new KnownBlocks.Key(1, ByteBuffer.allocate(0), number, 0);
        }

        @Override
        public byte[] block(long number) {
            return Objects.requireNonNull(blocks.get(number));
        }

        @Override
        public @Nullable KnownBlock known(long number) {
            return kept.get(key(number));
        }

        @Override
        public void keep(long number, KnownBlock block) {
            kept.put(key(number), block);
        }

        @Override
        public long[] versionTimes(long keyHash) {
            return new long[0];
        }

        @Override
        public long acceptedAt(long origin) {
            return origin;
        }

        @Override
        public long sourceOf(long origin) {
            return origin;
        }

        long keptBytes() {
            return blocks.keySet().stream()
                    .map(this::known)
                    .filter(Objects::nonNull)
                    .mapToLong(KnownBlock::memoryBytes)
                    .sum();
        }
    }

    @Test
    void blocksCountForWhatTheyTakeOnceTheyAreAsked() throws Exception {
        FeatureProgram program = program();
        TreeChanges tree = stored(program);
        long mostBytes = 4L
                * tree.blocks().values().stream()
                        .mapToInt(block -> block.length)
                        .sum();
        Stored storage = new Stored(tree.blocks(), new KnownBlocks(mostBytes));
        for (int event = 0; event < EVENTS; event += 4) {
            ask(program, program.tree(storage, SHAPE, tree.root()), NOW + event * SECOND);
        }
        assertThat(storage.keptBytes()).isBetween(mostBytes / 4, mostBytes);
    }

    private FeatureProgram program() throws Exception {
        OnlineFixture fixture = new OnlineFixture(Files.createDirectories(folder.resolve("repository")));
        try (StateStore state = StateStore.open(folder.resolve("state"), StateOptions.SMALL, fixture.clock())) {
            return LiveCatalog.of(fixture.registry(), state)
                    .requireView(new VersionedName("spend", 1))
                    .program();
        }
    }

    private static TreeChanges stored(FeatureProgram program) {
        Rows rows = payments();
        for (int i = 0; i < EVENTS; i++) {
            rows.row(i, 7, "a", NOW + i * SECOND, 1.0);
        }
        long[] origins = new long[EVENTS];
        Arrays.fill(origins, NOW);
        long[] positions = new long[EVENTS];
        Arrays.fill(positions, KeptEvents.NO_POSITION);
        EventTree tree = program.tree(new Stored(Map.of(), new KnownBlocks(0)), SHAPE, new byte[0]);
        tree.insert(
                new KeptEvents(program.admission("payments").admit(rows.batch()).kept(), origins, positions));
        return tree.changes();
    }

    private static void ask(FeatureProgram program, EventTree tree, long asOf) {
        long[] times = {asOf};
        long[] always = {Long.MAX_VALUE - 1};
        List<FeatureValues> answers = program.features().stream()
                .map(FeatureSpec::type)
                .map(type -> new FeatureValues(type, 1))
                .toList();
        tree.answer(new Questions(new int[1], times, always, always, new int[1]), answers);
    }
}
