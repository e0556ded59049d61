package dev.asof.client;

import dev.asof.v1.Column;
import dev.asof.v1.FeatureColumn;
import dev.asof.v1.GetOnlineFeaturesResponse;
import dev.asof.v1.QuestionTimes;
import dev.asof.v1.ValueStatus;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Predicate;

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
        return optional(feature, row, "double", ColumnValues::isDouble)
                .map(values -> OptionalDouble.of(ColumnValues.doubleAt(values, row % rowsPerPart)))
                .orElse(OptionalDouble.empty());
    }

    /** An int32 or int64; empty where there is no value. */
    public OptionalLong getLong(String feature, int row) {
        return optional(feature, row, "long", ColumnValues::isLong)
                .map(values -> OptionalLong.of(ColumnValues.longAt(values, row % rowsPerPart)))
                .orElse(OptionalLong.empty());
    }

    /** A string; empty where there is no value. */
    public Optional<String> getString(String feature, int row) {
        return get(feature, row, Column.ValuesCase.STRINGS, "string", String.class);
    }

    /** A bool; empty where there is no value. */
    public Optional<Boolean> getBoolean(String feature, int row) {
        return get(feature, row, Column.ValuesCase.BOOLS, "bool", Boolean.class);
    }

    /** A timestamp; empty where there is no value. */
    public Optional<Instant> getInstant(String feature, int row) {
        return get(feature, row, Column.ValuesCase.TIMESTAMPS, "timestamp", Instant.class);
    }

    /** A date; empty where there is no value. */
    public Optional<LocalDate> getDate(String feature, int row) {
        return get(feature, row, Column.ValuesCase.DATES, "date", LocalDate.class);
    }

    /** A decimal, with the scale of the feature; empty where there is no value. */
    public Optional<BigDecimal> getDecimal(String feature, int row) {
        return get(feature, row, Column.ValuesCase.DECIMALS, "decimal", BigDecimal.class);
    }

    /** Bytes; empty where there is no value. */
    public Optional<byte[]> getBytes(String feature, int row) {
        return get(feature, row, Column.ValuesCase.BINARIES, "bytes", byte[].class);
    }

    /**
     * A list; empty where there is no value. It cannot be changed; elements that are null are null.
     *
     * @param element what the elements are: {@code Integer} of int32, {@code Long} of int64, {@code Float}, {@code Double}, {@code
     *     Boolean}, {@code String}, {@code byte[]}, {@code Instant}, {@code LocalDate}, {@code BigDecimal}, {@code List} or {@code Map}
     */
    public <T> Optional<List<T>> getList(String feature, int row, Class<T> element) {
        return optional(
                        feature,
                        row,
                        "list of " + element.getSimpleName(),
                        values -> ColumnValues.isListOf(values, element))
                .map(values -> ColumnValues.listAt(values, row % rowsPerPart, element));
    }

    /**
     * A map, in the order of its keys; empty where there is no value. It cannot be changed; values that are null are null.
     *
     * @param value what the values are, as of {@link #getList}
     */
    public <T> Optional<Map<String, T>> getMap(String feature, int row, Class<T> value) {
        return optional(feature, row, "map to " + value.getSimpleName(), values -> ColumnValues.isMapTo(values, value))
                .map(values -> ColumnValues.mapAt(values, row % rowsPerPart, value));
    }

    private <T> Optional<T> get(String feature, int row, Column.ValuesCase wanted, String type, Class<T> javaType) {
        return optional(feature, row, type, values -> values.getValuesCase() == wanted)
                .map(values -> javaType.cast(ColumnValues.at(values, row % rowsPerPart)));
    }

    /** The column, where the row has a value in it; a column of another type is refused, whether it has or not. */
    private Optional<Column> optional(String feature, int row, String type, Predicate<Column> isWanted) {
        Column values = column(feature, row).getValues();
        if (!isWanted.test(values)) {
            throw new IllegalArgumentException(
                    "Feature '" + feature + "' is no " + type + ", its values are " + ColumnValues.kind(values));
        }
        return ColumnValues.isNull(values, row % rowsPerPart) ? Optional.empty() : Optional.of(values);
    }

    private FeatureColumn column(String feature, int row) {
        Integer position = positions.get(feature);
        if (position == null) {
            throw new IllegalArgumentException("The answer has no feature '" + feature + "', but " + names());
        }
        return parts.get(row / rowsPerPart).getFeatures(position);
    }
}
