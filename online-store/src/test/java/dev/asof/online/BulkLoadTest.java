package dev.asof.online;

import dev.asof.online.state.database.BlockOptions;
import dev.asof.online.state.database.BulkOptions;
import dev.asof.online.state.database.StateOptions;
import dev.asof.registry.compute.program.TreeShape;
import java.nio.file.Path;

/** All that a load promises, where its events come in sorted files, in many runs and in small blocks. */
class BulkLoadTest extends LoadTest {

    @Override
    OnlineFixture fixture(Path in) {
        return super.fixture(in)
                .withState(StateOptions.SMALL
                        .withBlocks(new BlockOptions(1, 2, new TreeShape(2, 2, 1)))
                        .withBulk(new BulkOptions(0, 1)));
    }
}
