package dev.asof.it.foreign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.realdata.DuckDb;
import dev.asof.it.stated.StatedTruth;
import dev.asof.offline.dataset.DatasetManifest;
import dev.asof.offline.parquet.ParquetFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What DuckDB, pyarrow and Polars state of the rows they write is true as it is read here, and builds that pass over rows for it give what
 * builds of the same pages give of which nothing is stated.
 */
class ForeignFilesTest {
    private static final long SEED = Long.getLong("asof.seed", 4_711);
    private static final int CASES = Integer.getInteger("asof.foreign.cases", 24);

    @TempDir
    private Path folder;

    private long skipped;
    private int partly;

    @Test
    void whatDuckDbStatesIsTrue() {
        StatedTruth truth = new StatedTruth();
        try (DuckDb duckDb = new DuckDb()) {
            for (long seed = SEED; seed < SEED + CASES; seed++) {
                Path file = folder.resolve(seed + ".parquet");
                DuckDbFile.write(duckDb, file, random(seed));
                truth.check(ParquetFile.open(file));
            }
        }
        assertThat(truth.stated()).as(truth.toString()).isGreaterThan(CASES * 20);
        assertThat(truth.dictionaries()).as(truth.toString()).isGreaterThan(CASES);
        assertThat(truth.lacking()).as(truth.toString()).isGreaterThan(CASES * 20);
    }

    @Test
    void whatPythonLibrariesStateIsTrue() throws Exception {
        long readAlone = 0;
        for (Path file : written()) {
            StatedTruth truth = new StatedTruth();
            truth.check(ParquetFile.open(file));
            assertThat(truth.stated()).as("%s: %s", file, truth).isPositive();
            readAlone += truth.readAlone();
        }
        assertThat(readAlone).isGreaterThan(1_000);
    }

    @Test
    void buildsOfDuckDbFilesDoNotDependOnWhatIsStated() throws IOException {
        try (DuckDb duckDb = new DuckDb()) {
            for (long seed = SEED; seed < SEED + CASES; seed++) {
                Path file = folder.resolve(seed + ".parquet");
                DuckDbFile.write(duckDb, file, random(seed));
                compare(file, seed, Duration.ofMinutes(81_920));
            }
        }
        assertThat(skipped).as("rows that were not read").isGreaterThan(CASES * 1_000L);
        assertThat(partly).as("files of which some rows were read").isGreaterThan(CASES / 6);
    }

    @Test
    void buildsOfFilesOfPythonLibrariesDoNotDependOnWhatIsStated() throws Exception {
        List<Path> files = written();
        for (int number = 0; number < CASES; number++) {
            compare(files.get(number % files.size()), SEED + number, Duration.ofMinutes(6_000));
        }
        assertThat(skipped).as("rows that were not read").isGreaterThan(CASES * 100L);
        assertThat(partly).as("files of which some rows were read").isGreaterThan(CASES / 6);
    }

    private void compare(Path file, long seed, Duration length) throws IOException {
        Random random = random(~seed);
        String definitions = Payments.definitions(random);
        List<String> questions = questions(random, length);
        String what = file + ", seed " + seed + "\n" + definitions + questions;
        Path silent = folder.resolve("silent.parquet");
        SilentCopy.write(file, silent);
        ForeignBuild one = ForeignBuild.of(folder.resolve(seed + "-stated"), file, definitions, questions);
        ForeignBuild other = ForeignBuild.of(folder.resolve(seed + "-silent"), silent, definitions, questions);
        assertThat(one.lines()).as(what).isEqualTo(other.lines());
        assertThat(one.manifest().features())
                .as(what)
                .isEqualTo(other.manifest().features());
        assertThat(one.input().violations()).as(what).isEqualTo(other.input().violations());
        assertThat(one.input().violatingRows()).as(what).isEqualTo(other.input().violatingRows());
        assertThat(other.input().skippedRows()).as(what).isZero();
        DatasetManifest.Input input = one.input();
        skipped += input.skippedRows();
        partly += input.skippedRows() > 0 && input.skippedRows() < input.rows() ? 1 : 0;
    }

    private static List<String> questions(Random random, Duration length) {
        Instant first = Instant.parse(Payments.START).plusSeconds(random.nextLong(length.toSeconds()));
        List<String> questions = new ArrayList<>();
        for (int count = 1 + random.nextInt(20); count > 0; count--) {
            questions.add(random.nextInt(Payments.CARDS + 5) + "," + first.plusSeconds(random.nextInt(30_000)));
        }
        return questions;
    }

    private static Random random(long seed) {
        return new Random(new SplittableRandom(seed).nextLong());
    }

    /** The files of the resources; see their README. */
    private static List<Path> written() throws IOException, URISyntaxException {
        Path resources = Path.of(Objects.requireNonNull(ForeignFilesTest.class.getResource("/foreign"))
                .toURI());
        try (Stream<Path> files = Files.list(resources)) {
            return files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
        }
    }
}
