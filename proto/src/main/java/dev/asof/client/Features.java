package dev.asof.client;

import dev.asof.v1.Column;
import dev.asof.v1.FeatureColumn;
import dev.asof.v1.GetOnlineFeaturesResponse;
import dev.asof.v1.QuestionTimes;
import dev.asof.v1.ValueStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The answer to a question: features by name, one value for each entity, in the order in which they were asked for. Immutable. */
public final class Features {
    private final List<GetOnlineFeaturesResponse> parts;
    private final int rowsPerPart;
    private final Map<String, Integer> positions = new LinkedHashMap<>();

    Features(List<GetOnlineFeaturesResponse> parts, int rowsPerPart) {
        this.parts = List.copyOf(parts);
        this.rowsPerPart = rowsPerPart;
        List<FeatureColumn> columns = parts.get(0).getFeaturesList();
        for (int i = 0; i < columns.size(); i++) {
            positions.put(columns.get(i).getName(), i);
        }
    }

    /** The names of the features, {@code view__feature}, in the order of the service. */
    public List<String> names() {
        return List.copyOf(positions.keySet());
    }

    /** The version of the service that answered. */
    public int serviceVersion() {
        return parts.get(0).getFeatureService().getVersion();
    }

    /** The times that were used, one for each request that was sent; log them, and the same question gives the same answer. */
    public List<QuestionTimes> times() {
        List<QuestionTimes> times = new ArrayList<>();
        parts.forEach(part -> times.add(part.getTimes()));
        return times;
    }

    /** Whether there is a value, and why not. */
    public ValueStatus status(String feature, int row) {
        FeatureColumn column = column(feature, row);
        return column.getStatusesCount() == 0
                ? ValueStatus.VALUE_STATUS_PRESENT
                : column.getStatuses(row % rowsPerPart);
    }

    /** A float32 or float64; empty where there is no value. */
    public OptionalDouble getDouble(String feature, int row) {
        Column values = column(feature, row).getValues();
        int at = row % rowsPerPart;
        if (isNull(values, at)) {
            return OptionalDouble.empty();
        }
        return switch (values.getValuesCase()) {
            case FLOAT64S -> OptionalDouble.of(values.getFloat64S().getValues(at));
            case FLOAT32S -> OptionalDouble.of(values.getFloat32S().getValues(at));
            default -> throw isNo("double", feature, values);
        };
    }

    /** An int32 or int64; empty where there is no value. */
    public OptionalLong getLong(String feature, int row) {
        Column values = column(feature, row).getValues();
        int at = row % rowsPerPart;
        if (isNull(values, at)) {
            return OptionalLong.empty();
        }
        return switch (values.getValuesCase()) {
            case INT64S -> OptionalLong.of(values.getInt64S().getValues(at));
            case INT32S -> OptionalLong.of(values.getInt32S().getValues(at));
            default -> throw isNo("long", feature, values);
        };
    }

    /** A string; empty where there is no value. */
    public Optional<String> getString(String feature, int row) {
        Column values = column(feature, row).getValues();
        return at(feature, row, Column.ValuesCase.STRINGS, "string")
                .map(at -> values.getStrings().getValues(at));
    }

    /** A bool; empty where there is no value. */
    public Optional<Boolean> getBoolean(String feature, int row) {
        Column values = column(feature, row).getValues();
        return at(feature, row, Column.ValuesCase.BOOLS, "bool")
                .map(at -> values.getBools().getValues(at));
    }

    /** A timestamp; empty where there is no value. */
    public Optional<Instant> getInstant(String feature, int row) {
        Column values = column(feature, row).getValues();
        return at(feature, row, Column.ValuesCase.TIMESTAMPS, "timestamp")
                .map(at -> Instant.EPOCH.plus(values.getTimestamps().getMicros(at), ChronoUnit.MICROS));
    }

    /** A date; empty where there is no value. */
    public Optional<LocalDate> getDate(String feature, int row) {
        Column values = column(feature, row).getValues();
        return at(feature, row, Column.ValuesCase.DATES, "date")
                .map(at -> LocalDate.ofEpochDay(values.getDates().getDays(at)));
    }

    private Optional<Integer> at(String feature, int row, Column.ValuesCase wanted, String type) {
        Column values = column(feature, row).getValues();
        int at = row % rowsPerPart;
        if (isNull(values, at)) {
            return Optional.empty();
        }
        if (values.getValuesCase() != wanted) {
            throw isNo(type, feature, values);
        }
        return Optional.of(at);
    }

    private FeatureColumn column(String feature, int row) {
        Integer position = positions.get(feature);
        if (position == null) {
            throw new IllegalArgumentException("The answer has no feature '" + feature + "', but " + names());
        }
        return parts.get(row / rowsPerPart).getFeatures(position);
    }

    private static boolean isNull(Column values, int row) {
        return !values.getNulls().isEmpty() && (values.getNulls().byteAt(row / 8) >> row % 8 & 1) != 0;
    }

    private static IllegalArgumentException isNo(String type, String feature, Column values) {
        return new IllegalArgumentException(
                "Feature '" + feature + "' is no " + type + ", its values are " + values.getValuesCase());
    }
}
