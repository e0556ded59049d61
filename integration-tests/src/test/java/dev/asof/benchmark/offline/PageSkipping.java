package dev.asof.benchmark.offline;

import com.sun.management.OperatingSystemMXBean;
import dev.asof.offline.dataset.DatasetManifest;
import dev.asof.offline.parquet.ParquetOutput;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/**
 * Builds a training set whose observations lie in the last tenth of the time of its events, which are sorted by time in one row group: with the
 * file's index of pages, and without it, in turns. The first turn of each is not counted. Both have to give the same bytes.
 */
public final class PageSkipping {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final int CUSTOMERS = 100_000;
    private static final int OBSERVATIONS = 10_000;
    private static final long EVERY_MICROS = 1_000_000;
    private static final int TRAILER_BYTES = 8;
    private static final String DEFINITIONS = """
            entity: customer
            keys: {customer_id: int64}
            ---
            source: payments
            path: events.parquet
            event_time: paid_at
            ---
            feature_view: payments
            version: 1
            entity: customer
            source: payments
            features:
              times: {aggregate: count(*), window: 6h}
              spent: {aggregate: sum(amount), window: 6h}
              dearest: {aggregate: max(amount), window: 6h}
              category: {aggregate: last(category), window: 6h}
            ---
            feature_service: payments
            version: 1
            features: [payments@1:*]
            """;

    private PageSkipping() {}

    /** Takes a folder, the number of events, and the number of turns. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Path.of(arguments[0]).toAbsolutePath();
        int events = Integer.parseInt(arguments[1]);
        int turns = Integer.parseInt(arguments[2]);
        List<Path> repositories = List.of(folder.resolve("indexed"), folder.resolve("plain"));
        for (Path repository : repositories) {
            prepare(
                    repository,
                    events,
                    repository.equals(repositories.getFirst()) ? bytes -> bytes : PageSkipping::withoutIndexes);
        }
        double[][][] costs = new double[2][2][turns];
        for (int turn = -1; turn < turns; turn++) {
            for (int i = 0; i < repositories.size(); i++) {
                Cost cost = build(repositories.get(i));
                if (turn >= 0) {
                    costs[i][0][turn] = cost.seconds();
                    costs[i][1][turn] = cost.cpuSeconds();
                }
            }
        }
        requireSame(repositories);
        for (int i = 0; i < repositories.size(); i++) {
            print(repositories.get(i), costs[i]);
        }
    }

    /** What becomes of the bytes of a file. */
    private interface Change {
        byte[] of(byte[] file) throws IOException;
    }

    private static void prepare(Path repository, int events, Change change) throws Exception {
        Files.createDirectories(repository);
        Files.writeString(repository.resolve("features.yaml"), DEFINITIONS);
        write(repository.resolve("events.parquet"), payments(events));
        Path file = repository.resolve("events.parquet");
        Files.write(file, change.of(Files.readAllBytes(file)));
        write(repository.resolve("observations.parquet"), observations(events));
        ColdProcess.run(
                repository.resolve("apply.log"),
                ColdProcess.java(List.of(), "dev.asof.cli.Asof", "-C", repository.toString(), "apply"));
    }

    private static void write(Path file, ColumnBatch rows) {
        try (ParquetOutput output = ParquetOutput.create(file, rows.schema())) {
            output.append(rows);
            output.commit(Map.of());
        }
    }

    private static ColumnBatch payments(int events) {
        SplittableRandom random = new SplittableRandom(1);
        ColumnBuilder customers = new ColumnBuilder(ScalarType.INT64);
        ColumnBuilder times = new ColumnBuilder(ScalarType.TIMESTAMP);
        ColumnBuilder amounts = new ColumnBuilder(ScalarType.FLOAT64);
        ColumnBuilder categories = new ColumnBuilder(ScalarType.STRING);
        for (int i = 0; i < events; i++) {
            customers.appendLong(random.nextInt(CUSTOMERS));
            times.appendLong(i * EVERY_MICROS + random.nextLong(EVERY_MICROS));
            amounts.appendDouble((1 + random.nextInt(1_000_000)) / 100.0);
            categories.appendText("category-" + random.nextInt(1_000));
        }
        return batch(
                List.of(
                        new Field("customer_id", ScalarType.INT64),
                        new Field("paid_at", ScalarType.TIMESTAMP),
                        new Field("amount", ScalarType.FLOAT64),
                        new Field("category", ScalarType.STRING)),
                customers,
                times,
                amounts,
                categories);
    }

    private static ColumnBatch observations(int events) {
        SplittableRandom random = new SplittableRandom(2);
        ColumnBuilder customers = new ColumnBuilder(ScalarType.INT64);
        ColumnBuilder times = new ColumnBuilder(ScalarType.TIMESTAMP);
        long end = events * EVERY_MICROS;
        for (int i = 0; i < OBSERVATIONS; i++) {
            customers.appendLong(random.nextInt(CUSTOMERS));
            times.appendLong(random.nextLong(end - end / 10, end));
        }
        return batch(
                List.of(new Field("customer_id", ScalarType.INT64), new Field("event_timestamp", ScalarType.TIMESTAMP)),
                customers,
                times);
    }

    private static ColumnBatch batch(List<Field> fields, ColumnBuilder... builders) {
        List<Column> columns = Arrays.stream(builders).map(ColumnBuilder::build).toList();
        return new ColumnBatch(new Schema(fields), columns, columns.getFirst().size());
    }

    /** The same file, whose footer knows of no index. */
    private static byte[] withoutIndexes(byte[] file) throws IOException {
        int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(file.length - TRAILER_BYTES);
        int start = file.length - TRAILER_BYTES - length;
        FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(file, start, length));
        for (RowGroup rowGroup : footer.getRow_groups()) {
            for (ColumnChunk chunk : rowGroup.getColumns()) {
                chunk.unsetColumn_index_offset();
                chunk.unsetColumn_index_length();
                chunk.unsetOffset_index_offset();
                chunk.unsetOffset_index_length();
            }
        }
        ByteArrayOutputStream changed = new ByteArrayOutputStream();
        changed.write(file, 0, start);
        Util.writeFileMetaData(footer, changed);
        changed.write(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(changed.size() - start)
                .array());
        changed.write("PAR1".getBytes(StandardCharsets.US_ASCII));
        return changed.toByteArray();
    }

    private static Cost build(Path repository) {
        long processor = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        WarmBuilds.build(repository, "payments@1", repository.resolve("out.parquet"), 2);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Cost(seconds, (SYSTEM.getProcessCpuTime() - processor) / 1e9, 0);
    }

    private static void requireSame(List<Path> repositories) throws IOException {
        List<String> contents = repositories.stream()
                .map(repository -> DatasetManifest.read(repository.resolve("out.parquet"))
                        .output()
                        .contentSha256())
                .distinct()
                .toList();
        if (contents.size() != 1) {
            throw new IOException("The training sets differ: " + contents);
        }
    }

    private static void print(Path repository, double[][] costs) {
        DatasetManifest.Input input =
                DatasetManifest.read(repository.resolve("out.parquet")).inputs().getFirst();
        System.out.printf(
                Locale.ROOT,
                "%-8s %,d of %,d rows not read; %s; processor %s%n",
                repository.getFileName(),
                input.skippedRows(),
                input.rows(),
                spread(costs[0]),
                spread(costs[1]));
    }

    private static String spread(double[] seconds) {
        double[] sorted = Arrays.stream(seconds).sorted().toArray();
        return String.format(
                Locale.ROOT, "%.2f s (%.2f to %.2f)", sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
    }
}
