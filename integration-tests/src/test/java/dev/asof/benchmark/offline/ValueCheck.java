package dev.asof.benchmark.offline;

import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares two training sets value by value: counts, extremes and latest values have to be equal, sums and averages within
 * {@value #RELATIVE_BOUND} of each other. All payments are positive, so that nothing cancels.
 */
final class ValueCheck {
    static final double RELATIVE_BOUND = 1e-12;

    private final Statement duckDb;
    private final String asof;
    private final String other;

    ValueCheck(Statement duckDb, Path asof, Path other) {
        this.duckDb = duckDb;
        this.asof = "read_parquet('" + asof + "')";
        this.other = "read_parquet('" + other + "')";
    }

    /** Says what was compared, and how far the sums were apart. */
    String require() throws SQLException {
        List<String> columns = features();
        List<String> differences = new ArrayList<>();
        for (String column : columns) {
            differences.add(isRounded(column) ? apart(column) : isOther(column));
        }
        String query = "SELECT count(*), " + String.join(", ", differences) + " FROM " + asof + " a FULL JOIN " + other
                + " d USING (observation_id) ";
        double greatest = 0;
        try (ResultSet row = duckDb.executeQuery(query)) {
            row.next();
            long rows = row.getLong(1);
            for (int i = 0; i < columns.size(); i++) {
                double difference = row.getDouble(i + 2);
                double bound = isRounded(columns.get(i)) ? RELATIVE_BOUND : 0;
                if (!(difference <= bound)) {
                    throw new IllegalStateException(columns.get(i) + " differs: " + difference);
                }
                greatest = Math.max(greatest, difference);
            }
            return "%d rows of %d features agree, sums within %.1e".formatted(rows, columns.size(), greatest);
        }
    }

    private List<String> features() throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet columns = duckDb.executeQuery("DESCRIBE SELECT * FROM " + asof)) {
            while (columns.next()) {
                if (columns.getString(1).contains("__")) {
                    names.add(columns.getString(1));
                }
            }
        }
        return names;
    }

    private static boolean isRounded(String column) {
        return column.contains("__sum_") || column.contains("__avg_");
    }

    private static String isOther(String column) {
        return "count(*) FILTER (a.%1$s IS DISTINCT FROM d.%1$s)".formatted(column);
    }

    private static String apart(String column) {
        return ("max(CASE WHEN (a.%1$s IS NULL) <> (d.%1$s IS NULL) THEN 'inf'::DOUBLE WHEN a.%1$s IS NULL THEN 0"
                        + " ELSE abs(a.%1$s - d.%1$s) / d.%1$s END)")
                .formatted(column);
    }
}
