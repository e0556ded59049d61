package dev.asof.offline.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the JVM allows beside its heap stays as it is once it runs, so each of these writes from a JVM of its own. */
class ArrowMemoryTest {
    private static final int ROWS = 1 << 17;

    @TempDir
    private Path folder;

    @Test
    void aBatchIsWrittenInLittleMoreMemoryThanItsColumnsTake() throws Exception {
        assertThat(written(8, 6)).isEqualTo("written");
        assertThat(written(8, 1)).isEqualTo("written");
    }

    @Test
    void aBatchWithoutRoomIsRefusedWithTheMemoryThatIsEnough() throws Exception {
        String refusal = written(8, 20);

        assertThat(refusal).startsWith("Cannot build with 8 MB beside the heap: a record batch of 131,072 rows takes ");
        Matcher enough =
                Pattern.compile("Allow at least (\\d+) MB with --memory\\.").matcher(refusal);
        assertThat(enough.find()).isTrue();
        assertThat(written(Integer.parseInt(enough.group(1)) / 8, 20)).isEqualTo("written");
    }

    private String written(int megabytes, int columns) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--") || flag.startsWith("-XX:+") || flag.startsWith("-Dio.netty."))
                .forEach(line::add);
        line.addAll(List.of("-Xmx256m", "-XX:MaxDirectMemorySize=" + megabytes + "m"));
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), Writing.class.getName()));
        line.addAll(List.of(folder.resolve("rows.arrow").toString(), String.valueOf(columns)));
        Path said = folder.resolve("said");
        new ProcessBuilder(line)
                .redirectOutput(said.toFile())
                .redirectError(folder.resolve("log").toFile())
                .start()
                .waitFor();
        return Files.readString(said) + (Files.size(said) == 0 ? Files.readString(folder.resolve("log")) : "");
    }

    /** Writes two batches of so many columns. */
    static final class Writing {
        private Writing() {}

        /** Takes a file and the number of columns. */
        public static void main(String[] words) {
            Schema schema = new Schema(IntStream.range(0, Integer.parseInt(words[1]))
                    .mapToObj(column -> new Field("c" + column, ScalarType.INT64))
                    .toList());
            Column column = new LongColumn(ScalarType.INT64, new long[ROWS], null);
            ColumnBatch rows =
                    new ColumnBatch(schema, Collections.nCopies(schema.fields().size(), column), ROWS);
            try (ArrowOutput output = ArrowOutput.create(Path.of(words[0]), schema, Map.of())) {
                for (int i = 0; i < 2; i++) {
                    try (ArrowOutput.Batch batch = output.encode(rows)) {
                        output.append(batch);
                    }
                }
                output.commit();
                System.out.print("written");
            } catch (AsofException e) {
                System.out.print(e.getMessage());
            }
        }
    }
}
