package dev.asof.it.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Writes constants as SQL, and as definitions write defaults and bounds. */
public final class LiteralText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

    private LiteralText() {}

    /** The constant in SQL. */
    static String of(Type type, @Nullable Object value) {
        if (value == null) {
            return "CAST(NULL AS " + type.text() + ")";
        }
        return switch (type) {
            case BOOL, INT32, INT64 -> value.toString();
            case FLOAT32, FLOAT64 -> ofFloat((Double) value);
            case STRING -> "'" + ((String) value).replace("'", "''") + "'";
            case DATE, TIMESTAMP -> type.name() + " '" + plain(type, value) + "'";
        };
    }

    /** The constant without quotes. */
    public static String plain(Type type, Object value) {
        return switch (type) {
            case DATE -> LocalDate.ofEpochDay((Long) value).toString();
            case TIMESTAMP ->
                TIME.format(Instant.EPOCH.plus((Long) value, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
            case FLOAT32, FLOAT64 -> ofSpecial((Double) value);
            case BOOL, INT32, INT64, STRING -> value.toString();
        };
    }

    private static String ofFloat(double value) {
        return Double.isFinite(value) ? Double.toString(value) : "CAST('" + ofSpecial(value) + "' AS float64)";
    }

    private static String ofSpecial(double value) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        return Double.isInfinite(value) ? (value < 0 ? "-inf" : "inf") : Double.toString(value);
    }
}
