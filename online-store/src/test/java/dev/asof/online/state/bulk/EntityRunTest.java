package dev.asof.online.state.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.online.state.catalog.Counts;
import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.online.state.entity.Frame;
import dev.asof.registry.compute.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EntityRunTest {
    private final SplittableRandom random = new SplittableRandom(5);

    @TempDir
    Path folder;

    private static StoredView view(int id, int entity) {
        return new StoredView(id, "f", List.of(1), entity, new Schema(List.of()), Set.of());
    }

    /** Keys of 8 bytes, and longer ones that begin alike. */
    private byte[] key() {
        int drawn = random.nextInt(40);
        return drawn < 20
                ? new byte[] {(byte) (drawn * 13), 0, 0, 0, 0, 0, 0, (byte) drawn}
                : ("customer-" + drawn * 37 % 20 + "\0").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void framesComeByTheKeyOfTheirRecordAndThenAsTheyCame() throws Exception {
        Map<String, List<Long>> expected = new TreeMap<>();
        List<Path> files = new ArrayList<>();
        EntityRun run = new EntityRun(1 << 20);
        for (long micros = 0; micros < 3_000; micros++) {
            byte[] key = key();
            StoredView view = view(1 + random.nextInt(3), 1 + random.nextInt(2));
            run.add(view, key, new Origin.Stamped(micros), new byte[] {1});
            expected.computeIfAbsent(
                            HexFormat.of().formatHex(EntityKeys.of(view.entity(), key)), each -> new ArrayList<>())
                    .add(micros);
            if (micros % 1_000 == 999) {
                files.add(folder.resolve("run" + micros));
                SortedRun.write(run, files.getLast());
                run.clear();
            }
        }
        List<byte[]> keys = new ArrayList<>();
        Map<String, List<Long>> visited = new TreeMap<>();
        try (SortedRuns runs = SortedRuns.read(files)) {
            runs.forEach((key, events, frames) -> {
                keys.add(key);
                visited.computeIfAbsent(HexFormat.of().formatHex(key), each -> new ArrayList<>())
                        .addAll(stamps(frames));
                assertThat(stamps(frames)).hasSize(events);
            });
        }
        assertThat(keys).isSortedAccordingTo(Arrays::compareUnsigned);
        assertThat(visited).isEqualTo(expected);
    }

    private static List<Long> stamps(byte[] frames) {
        List<Long> stamps = new ArrayList<>();
        for (java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(frames); bytes.hasRemaining(); ) {
            int end = Counts.getInt(bytes) + bytes.position();
            Counts.getInt(bytes);
            stamps.add(((Origin.Stamped) Frame.origin(bytes)).micros());
            bytes.position(end);
        }
        return stamps;
    }
}
