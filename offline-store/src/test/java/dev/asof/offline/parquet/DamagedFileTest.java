package dev.asof.offline.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.asof.offline.Batches;
import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Files with a bit turned, the end cut off, or a page whose header states another size or count. Reading them gives an error that names the file, or values: the right ones,
 * where the damage lies in a column chunk whose pages have checksums. (The footer has none.) Nothing takes memory for what isn't there.
 */
class DamagedFileTest {
    private static final long SEED = Long.getLong("asof.seed", 4_711);
    private static final int CASES = Integer.getInteger("asof.damage.cases", 400);
    private static final int CASES_OF_FILE = 40;
    private static final int ROWS = 120;
    private static final long MOST_BYTES = 1 << 28;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final List<CompressionCodecName> CODECS = List.of(
            CompressionCodecName.UNCOMPRESSED,
            CompressionCodecName.SNAPPY,
            CompressionCodecName.GZIP,
            CompressionCodecName.ZSTD,
            CompressionCodecName.LZ4,
            CompressionCodecName.LZ4_RAW);

    @TempDir
    Path folder;

    private int named;
    private int refused;
    private int right;
    private int other;

    @Test
    void damageGivesAnErrorOrTheRightValues() throws IOException {
        for (long seed = SEED; seed < SEED + (CASES + CASES_OF_FILE - 1) / CASES_OF_FILE; seed++) {
            Random random = new Random(seed);
            Good good = write(random, seed);
            for (int number = 0; number < CASES_OF_FILE; number++) {
                check(good, Damage.draw(random, good), "seed " + seed + ", damage " + number);
            }
        }
        System.out.printf(
                "%d damages from seed %d on: %d refused, of which %d had to name the page, %d read with the right values, %d without checksums with others%n",
                refused + right + other, SEED, refused, named, right, other);
        assertThat(named).as("errors that named a page").isPositive();
    }

    /** A file that is as it should be. */
    private record Good(
            byte[] bytes,
            List<String> columns,
            List<List<@Nullable Object>> values,
            EncodedFile.Pages pages,
            List<PlacedPage> places,
            long end) {

        /** Whether a turned bit cannot stay unseen; the pages before {@code end} have checksums. */
        boolean isGuarded(Damage damage) {
            return pages.checksums() == EncodedFile.Checksums.WRITTEN && damage.at() < end;
        }

        List<List<@Nullable Object>> valuesOf(RowSpan rows) {
            return values.stream()
                    .map(column -> column.subList((int) rows.from(), (int) rows.to()))
                    .toList();
        }

        /** What the error has to name, where a bit was turned in what a checksum guards: only then it's sure where it shows. */
        Optional<PlacedPage> damaged(Damage damage) {
            return places.stream()
                    .filter(page -> pages.checksums() == EncodedFile.Checksums.WRITTEN && damage.mask() != 0)
                    .filter(page -> page.contains(damage.at()))
                    .findFirst();
        }
    }

    /** What is done to the bytes: a bit turned at a place, everything from there on cut off, or a number in the header of a page there another one. */
    private record Damage(int at, int mask, byte[] bytes) {
        static Damage draw(Random random, Good file) throws IOException {
            byte[] good = file.bytes();
            int at = random.nextInt(good.length);
            return switch (random.nextInt(8)) {
                case 0 -> new Damage(at, 0, Arrays.copyOf(good, at));
                case 1, 2 ->
                    otherHeader(
                            random,
                            good,
                            file.places().get(random.nextInt(file.places().size())));
                default -> turnedBit(random, good, at);
            };
        }

        private static Damage otherHeader(Random random, byte[] good, PlacedPage page) throws IOException {
            return new Damage(page.offset(), 0, page.withHeader(good, header -> HeaderDamage.draw(header, random)));
        }

        private static Damage turnedBit(Random random, byte[] good, int at) {
            byte[] bytes = good.clone();
            int mask = 1 << random.nextInt(Byte.SIZE);
            bytes[at] ^= (byte) mask;
            return new Damage(at, mask, bytes);
        }
    }

    private Good write(Random random, long seed) throws IOException {
        List<EncodedColumn> columns = new ArrayList<>(EncodedColumn.all());
        Collections.shuffle(columns, random);
        ValueDice dice = new ValueDice(random);
        List<EncodedFile.Content> contents = columns.subList(0, 4).stream()
                .map(column -> new EncodedFile.Content(
                        column,
                        dice.column(
                                column.type(),
                                any(random, ValueDice.Nulls.values()),
                                any(random, ValueDice.Spread.values()),
                                ROWS)))
                .toList();
        EncodedFile.Pages pages = new EncodedFile.Pages(
                any(random, WriterVersion.values()),
                CODECS.get(random.nextInt(CODECS.size())),
                20 + random.nextInt(100),
                200,
                any(random, EncodedFile.Checksums.values()));
        Path file = folder.resolve("good-" + seed + ".parquet");
        EncodedFile.write(file, contents, pages);
        List<String> names =
                contents.stream().map(content -> content.column().name()).toList();
        byte[] bytes = Files.readAllBytes(file);
        List<PlacedPage> places = PlacedPage.of(file, bytes);
        return new Good(
                bytes, names, read(file, names), pages, places, places.getLast().end());
    }

    private static <T> T any(Random random, T[] values) {
        return values[random.nextInt(values.length)];
    }

    private void check(Good good, Damage damage, String place) throws IOException {
        Path file = Files.write(folder.resolve("damaged.parquet"), damage.bytes());
        String what = place + ", byte " + damage.at() + " of " + good.bytes().length + ", mask " + damage.mask() + ", "
                + good.columns() + " " + good.pages();
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        check(good, damage, what, file);
        assertThat(THREADS.getCurrentThreadAllocatedBytes() - allocated)
                .as(what)
                .isLessThan(MOST_BYTES);
    }

    private void check(Good good, Damage damage, String what, Path file) {
        checkSpan(good, damage, what, file);
        List<List<@Nullable Object>> values;
        try {
            values = read(file, good.columns());
        } catch (AsofException e) {
            assertThat(e.code()).as(what).isIn(ErrorCode.INVALID_INPUT_FILE, ErrorCode.IO_FAILED);
            assertThat(e).as(what).hasMessageContaining(file.toString());
            good.damaged(damage)
                    .ifPresent(page -> assertThat(e.getMessage())
                            .as(what)
                            .contains("column '" + page.column() + "' of " + file + " (row group 0, ")
                            .contains("page at byte " + page.offset() + ")"));
            named += good.damaged(damage).isPresent() ? 1 : 0;
            refused++;
            return;
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what, e);
        }
        if (good.isGuarded(damage)) {
            assertThat(values).as(what).isEqualTo(good.values());
        }
        boolean isRight = values.equals(good.values());
        right += isRight ? 1 : 0;
        other += isRight ? 0 : 1;
    }

    /**
     * Some rows alone, read by what the file states of its pages, of which nothing has a checksum: they may be others then, but there is an error
     * that names the file, or none.
     */
    private void checkSpan(Good good, Damage damage, String what, Path file) {
        RowSpan span = new RowSpan(ROWS / 3, ROWS / 2);
        try {
            readSpan(file, good.columns(), span).ifPresent(values -> {
                if (good.isGuarded(damage)) {
                    assertThat(values).as(what).isEqualTo(good.valuesOf(span));
                }
            });
        } catch (AsofException e) {
            assertThat(e.code()).as(what).isIn(ErrorCode.INVALID_INPUT_FILE, ErrorCode.IO_FAILED);
            assertThat(e).as(what).hasMessageContaining(file.toString());
        } catch (RuntimeException | Error e) {
            throw new AssertionError(what, e);
        }
    }

    private static Optional<List<List<@Nullable Object>>> readSpan(Path path, List<String> columns, RowSpan span) {
        ParquetFile file = ParquetFile.open(path);
        if (file.partCount() != 1
                || file.rowCount(0) != ROWS
                || !file.statistics(0).haveSpans(columns)) {
            return Optional.empty();
        }
        List<List<@Nullable Object>> values = new ArrayList<>();
        columns.forEach(column -> values.add(new ArrayList<>()));
        add(file.rows(0, columns, List.of(span), new ScanBuffers()), values);
        return Optional.of(values);
    }

    /** Per column its values, those of all row groups. */
    private static List<List<@Nullable Object>> read(Path path, List<String> columns) {
        List<List<@Nullable Object>> values = new ArrayList<>();
        columns.forEach(column -> values.add(new ArrayList<>()));
        ParquetFile file = ParquetFile.open(path);
        for (int rowGroup = 0; rowGroup < file.partCount(); rowGroup++) {
            add(file.rows(rowGroup, columns), values);
        }
        return values;
    }

    private static void add(ParquetRows rows, List<List<@Nullable Object>> values) {
        try (rows) {
            for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                for (int column = 0; column < batch.get().columns().size(); column++) {
                    values.get(column).addAll(Batches.values(batch.get().column(column)));
                }
            }
        }
    }
}
