package dev.asof.it.realdata;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Another database, to read files and to join them without any code of Asof. */
public final class DuckDb implements AutoCloseable {
    private final Connection connection;

    public DuckDb() {
        try {
            this.connection = DriverManager.getConnection("jdbc:duckdb:");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        run("SET TimeZone = 'UTC'");
    }

    public void run(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** The one number that a query gives. */
    public long number(String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /**
     * The values of a column of a Parquet file: numbers as long or double, dates in days, timestamps in microseconds;
     * bytes as hexadecimal digits, decimals as text, lists and maps as JSON; empty if the file cannot be read.
     */
    Optional<List<@Nullable Object>> column(Path file, String column, DataType type) {
        String name = '"' + column.replace("\"", "\"\"").replace(".", "\".\"") + '"';
        String value = read(name, type);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + value + " FROM read_parquet('" + file + "')")) {
            List<@Nullable Object> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getObject(1));
            }
            return Optional.of(values);
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private static String read(String name, DataType type) {
        return switch (type) {
            case ScalarType scalar ->
                switch (scalar) {
                    case BOOL, INT32, INT64 -> name + "::BIGINT";
                    case FLOAT32, FLOAT64 -> name + "::DOUBLE";
                    case DATE -> "date_diff('day', DATE '1970-01-01', " + name + ")";
                    case TIMESTAMP -> "epoch_us(" + name + ")";
                    case STRING -> name;
                    case BYTES -> "lower(hex(" + name + "))";
                };
            case DecimalType decimal -> name + "::VARCHAR";
            case ListType list -> "to_json(" + name + ")::VARCHAR";
            case MapType map -> "to_json(" + name + ")::VARCHAR";
        };
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
