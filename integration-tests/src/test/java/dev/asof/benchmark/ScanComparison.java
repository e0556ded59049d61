package dev.asof.benchmark;

import com.sun.management.OperatingSystemMXBean;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.parquet.ParquetRows;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads four columns of a Parquet file and adds them up, on one thread: Asof and DuckDB in turns, so that what else the
 * machine does falls on both. The first turn of each is not counted. Prints medians with the least and the greatest, of
 * the time that passed and of the processor's time, that of the collector and the compiler included.
 */
public final class ScanComparison {
    private static final List<String> COLUMNS = List.of("user_id", "event_time", "amount", "merchant");
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ScanComparison() {}

    /** Takes a folder for the file, its number of rows, and the number of turns. */
    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0], "scan-comparison.parquet");
        int turns = Integer.parseInt(arguments[2]);
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement duckDb = connection.createStatement()) {
            duckDb.execute(data(file, Long.parseLong(arguments[1])));
            duckDb.execute("SET threads = 1");
            compare(file, duckDb, turns);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private static String data(Path file, long rows) {
        return """
                COPY (SELECT (hash(i) %% 200000)::BIGINT AS user_id,
                             make_timestamp((1700000000000000 + i * 1000000 + hash(i + 7) %% 1000000)::BIGINT) AS event_time,
                             (hash(i + 13) %% 1000000) / 100.0::DOUBLE AS amount,
                             'merchant-' || (hash(i + 29) %% 1000) AS merchant
                      FROM range(%d) AS t(i))
                TO '%s' (FORMAT parquet, COMPRESSION zstd)""".formatted(rows, file);
    }

    private interface Turn {
        /** The sum of the columns' values; of text, of their lengths. */
        double run() throws SQLException;
    }

    private static void compare(Path file, Statement duckDb, int turns) throws SQLException {
        Turn asof = () -> sum(file);
        Turn other = () -> sum(file, duckDb);
        requireSame(asof.run(), other.run());
        double[][] asofSeconds = new double[2][turns];
        double[][] duckDbSeconds = new double[2][turns];
        for (int turn = 0; turn < turns; turn++) {
            measure(asof, asofSeconds, turn);
            measure(other, duckDbSeconds, turn);
        }
        print("time passed", asofSeconds[0], duckDbSeconds[0]);
        print("processor time", asofSeconds[1], duckDbSeconds[1]);
    }

    private static void measure(Turn turn, double[][] seconds, int number) throws SQLException {
        long processor = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        turn.run();
        seconds[0][number] = (System.nanoTime() - start) / 1e9;
        seconds[1][number] = (SYSTEM.getProcessCpuTime() - processor) / 1e9;
    }

    private static void requireSame(double asof, double duckDb) {
        if (Math.abs(asof - duckDb) > 1e-9 * Math.abs(duckDb)) {
            throw new IllegalStateException("Asof has " + asof + " where DuckDB has " + duckDb);
        }
    }

    private static void print(String what, double[] asof, double[] duckDb) {
        double asofMedian = median(asof);
        double duckDbMedian = median(duckDb);
        System.out.printf(
                Locale.ROOT,
                "%-14s  Asof %s  DuckDB %s  DuckDB/Asof %.2f%n",
                what,
                spread(asof, asofMedian),
                spread(duckDb, duckDbMedian),
                duckDbMedian / asofMedian);
    }

    private static String spread(double[] seconds, double median) {
        return String.format(
                Locale.ROOT,
                "%.2f s (%.2f to %.2f)",
                median,
                Arrays.stream(seconds).min().orElseThrow(),
                Arrays.stream(seconds).max().orElseThrow());
    }

    private static double median(double[] seconds) {
        return Arrays.stream(seconds).sorted().toArray()[seconds.length / 2];
    }

    private static double sum(Path path, Statement duckDb) throws SQLException {
        try (ResultSet row = duckDb.executeQuery(
                "SELECT sum(user_id)::DOUBLE + sum(epoch_us(event_time))::DOUBLE + sum(amount) + sum(strlen(merchant))"
                        + " FROM read_parquet('" + path + "')")) {
            row.next();
            return row.getDouble(1);
        }
    }

    private static double sum(Path path) {
        ParquetFile file = ParquetFile.open(path);
        ScanBuffers buffers = new ScanBuffers();
        double sum = 0;
        for (int rowGroup = 0; rowGroup < file.partCount(); rowGroup++) {
            try (ParquetRows rows = file.rows(rowGroup, COLUMNS, buffers)) {
                for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                    for (Column column : batch.get().columns()) {
                        sum += sum(column);
                    }
                }
            }
        }
        return sum;
    }

    private static double sum(Column column) {
        return switch (column) {
            case LongColumn longs -> sum(longs.values());
            case DoubleColumn doubles -> sum(doubles.values());
            case BytesColumn text -> lengths(text);
        };
    }

    /** Adds up short stretches, whose sums fit. */
    private static double sum(long[] values) {
        double total = 0;
        for (int from = 0; from < values.length; from += 1_024) {
            long sum = 0;
            for (int i = from; i < Math.min(from + 1_024, values.length); i++) {
                sum += values[i];
            }
            total += sum;
        }
        return total;
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static double lengths(BytesColumn text) {
        Optional<BytesColumn.Dictionary> dictionary = text.dictionary();
        long sum = 0;
        if (dictionary.isEmpty()) {
            return text.offsets()[text.size()];
        }
        int[] lengths = new int[dictionary.get().values().size()];
        Arrays.setAll(lengths, dictionary.get().values()::length);
        for (int code : dictionary.get().codes()) {
            sum += lengths[code];
        }
        return sum;
    }
}
