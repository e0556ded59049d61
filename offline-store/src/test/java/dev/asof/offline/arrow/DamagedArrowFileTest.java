package dev.asof.offline.arrow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.Batches;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Arrow files with a bit turned or the end cut off give values or an error that names them; the format has no checksums. */
class DamagedArrowFileTest {
    private static final long SEED = Long.getLong("asof.seed", 4_711);
    private static final int CASES = Integer.getInteger("asof.damage.cases", 400);

    @TempDir
    private Path folder;

    private int leaks;

    @Test
    void damageGivesAnErrorOrValues() throws IOException {
        byte[] good = good();
        for (int number = 0; number < CASES; number++) {
            Random random = new Random(SEED + number);
            int at = random.nextInt(good.length);
            boolean isCut = random.nextInt(8) == 0;
            byte[] bytes = isCut ? Arrays.copyOf(good, at) : good.clone();
            if (!isCut) {
                bytes[at] ^= (byte) (1 << random.nextInt(Byte.SIZE));
            }
            check(bytes, "seed " + (SEED + number) + ", byte " + at + (isCut ? ", cut" : ""));
        }
        assertThat(leaks)
                .as("batches whose memory the library kept, as their heads were damaged beyond what is checked")
                .isLessThanOrEqualTo(CASES / 100);
    }

    private void check(byte[] bytes, String what) throws IOException {
        Path file = Files.write(folder.resolve("damaged.arrow"), bytes);
        try {
            read(file);
        } catch (AsofException e) {
            assertThat(e.code()).as(what).isIn(ErrorCode.INVALID_INPUT_FILE, ErrorCode.IO_FAILED);
            assertThat(e).as(what).hasMessageContaining(file.toString());
            leaks += e.getCause() == null ? 0 : e.getCause().getSuppressed().length;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what, e);
        }
    }

    private static void read(Path path) {
        ArrowFile file = ArrowFile.open(path);
        for (int number = 0; number < file.partCount(); number++) {
            try (ArrowRows rows = file.rows(number, file.schema().names())) {
                for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                    batch.get().columns().forEach(Batches::values);
                }
            }
        }
    }

    private byte[] good() throws IOException {
        Path file = folder.resolve("good.arrow");
        ColumnBatch rows = Batches.with("truth", ScalarType.BOOL, true, null, false)
                .and("number", ScalarType.INT64, 1, null, 3)
                .and("share", ScalarType.FLOAT64, 0.5, null, 2.5)
                .and("text", ScalarType.STRING, "one", null, "three")
                .and("at", ScalarType.TIMESTAMP, 1, 2, null)
                .build();
        try (ArrowOutput output = ArrowOutput.create(file, rows.schema(), Map.of("made", "by hand"))) {
            for (int batch = 0; batch < 2; batch++) {
                try (ArrowOutput.Batch encoded = output.encode(rows)) {
                    output.append(encoded);
                }
            }
            output.commit();
        }
        return Files.readAllBytes(file);
    }
}
