package dev.asof.it.realdata;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.stated.StatedTruth;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.registry.error.AsofException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Files that many tools wrote, some of them damaged or encrypted on purpose: what fits the types is read as DuckDB reads
 * it, the rest is refused and says why. The outcome of each file stands in a list of the resources.
 */
@Tag("real-data")
class ParquetTestingIT {
    private static final String OUTCOMES = "/real-data/parquet-testing/outcomes.txt";

    @Test
    void everyFileHasTheOutcomeThatIsListed() throws IOException {
        Path folder = RealData.get().file("parquet-testing/data");
        List<String> found = new ArrayList<>();
        try (DuckDb duckDb = new DuckDb()) {
            for (Path file : files(folder)) {
                found.add(file.getFileName() + ": " + FileOutcome.of(file, duckDb));
            }
        }
        Path written = Files.write(Path.of("target", "parquet-testing-outcomes.txt"), found);

        assertThat(found)
                .as("the outcomes of all files, written to %s", written.toAbsolutePath())
                .isEqualTo(listed());
    }

    @Test
    void whatTheFilesStateIsTrueOfTheirRows() throws IOException {
        StatedTruth truth = new StatedTruth();
        for (Path file : files(RealData.get().file("parquet-testing/data"))) {
            try {
                truth.check(ParquetFile.open(file));
            } catch (AsofException refused) {
                // What becomes of it stands in the list of outcomes.
            }
        }
        assertThat(truth.stated()).as(truth.toString()).isGreaterThan(100);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<String> listed() throws IOException {
        try (var in = ParquetTestingIT.class.getResourceAsStream(OUTCOMES)) {
            return in == null
                    ? List.of()
                    : new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                            .lines()
                            .toList();
        }
    }
}
