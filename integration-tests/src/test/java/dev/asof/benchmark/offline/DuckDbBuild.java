package dev.asof.benchmark.offline;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Builds one training set with DuckDB in a process that has done nothing before, and says what the query took by itself: starting a
 * JVM and unpacking the driver's library is nothing that DuckDB itself would do.
 */
final class DuckDbBuild {
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private DuckDbBuild() {}

    /** Takes a file with the query, the number of threads, and the file to write the cost to. */
    public static void main(String[] arguments) throws SQLException, IOException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement duckDb = connection.createStatement()) {
            Cost cost = run(duckDb, Files.readString(Path.of(arguments[0])), Integer.parseInt(arguments[1]));
            Files.writeString(Path.of(arguments[2]), cost.seconds() + " " + cost.cpuSeconds());
        }
    }

    /** Runs a query; rows needn't keep an order, which DuckDB could otherwise take pains with. */
    static Cost run(Statement duckDb, String query, int threads) throws SQLException {
        duckDb.execute("SET threads = " + threads);
        duckDb.execute("SET preserve_insertion_order = false");
        long cpu = SYSTEM.getProcessCpuTime();
        long start = System.nanoTime();
        duckDb.execute(query);
        return new Cost((System.nanoTime() - start) / 1e9, (SYSTEM.getProcessCpuTime() - cpu) / 1e9, 0);
    }
}
