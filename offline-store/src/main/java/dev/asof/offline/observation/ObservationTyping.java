package dev.asof.offline.observation;

import dev.asof.offline.observation.ObservationColumns.KeyColumns;
import dev.asof.offline.sweep.EntityIndex;
import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.ColumnContract;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.TimestampRange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Makes questions of asking rows. Keys and times are read by the same contract check as events are: a null, a time out of
 * range or text that is no value of the type is refused with its row.
 */
final class ObservationTyping {
    private final RawObservations raw;
    private final ObservationColumns columns;
    private final ObservationProblems problems;
    private final ContractCheck times;
    private final List<ContractCheck> keys;
    private final ContractCheck request;
    private final ContractCheck decimals;
    private final List<ColumnBatch> requestRows = new ArrayList<>();
    private final List<EntityIndex> indexes;
    private final List<int[]> numbers;
    private final long[] asOf;
    private final long[] knownAt;
    private final long[] acceptedBy;

    ObservationTyping(RawObservations raw, ObservationColumns columns, ObservationProblems problems) {
        this.raw = raw;
        this.columns = columns;
        this.problems = problems;
        this.times = new ContractCheck(contract(timeColumns(columns)));
        this.keys = columns.keys().stream()
                .map(each -> new ContractCheck(contract(keyColumns(each))))
                .toList();
        this.request = ContractCheck.ofAsked(new Schema(List.of()), columns.request());
        this.decimals = ContractCheck.ofAsked(
                new Schema(List.of()),
                new Schema(raw.schema().fields().stream()
                        .filter(field -> hasDecimals(field.type()))
                        .toList()));
        this.indexes = columns.keys().stream().map(each -> new EntityIndex()).toList();
        int rowCount = raw.rowCount();
        this.numbers = columns.keys().stream().map(each -> new int[rowCount]).toList();
        this.asOf = new long[rowCount];
        this.knownAt = new long[rowCount];
        this.acceptedBy = new long[rowCount];
    }

    Observations typed(Path path, ObservationOptions options, String sha256) {
        List<ColumnBatch> typed = new ArrayList<>();
        int start = 0;
        for (ColumnBatch batch : raw.batches()) {
            typed.add(typed(batch, start));
            start += batch.rowCount();
        }
        problems.throwIfAny();
        List<AskedEntity> asked = IntStream.range(0, indexes.size())
                .mapToObj(i -> new AskedEntity(columns.keys().get(i).entity(), indexes.get(i), numbers.get(i)))
                .toList();
        return new Observations(
                path, options, sha256, typedSchema(), typed, asOf, knownAt, acceptedBy, asked, requestRows);
    }

    private ColumnBatch typed(ColumnBatch batch, int start) {
        IntFunction<String> rowName = row -> raw.rowName().apply(start + row);
        CheckedRows checkedTimes = times.check(batch);
        report(checkedTimes, "", rowName);
        readTimes(checkedTimes.rows(), start);
        Map<String, Column> read = new LinkedHashMap<>();
        put(checkedTimes.rows(), read);
        for (int i = 0; i < keys.size(); i++) {
            CheckedRows checkedKeys = keys.get(i).check(batch);
            report(checkedKeys, columns.time(), rowName);
            readKeys(i, checkedKeys, start);
            put(checkedKeys.rows(), read);
        }
        CheckedRows checkedRequest = request.check(batch);
        report(checkedRequest, "", rowName);
        requestRows.add(checkedRequest.rows());
        put(checkedRequest.rows(), read);
        reportTimesOutOfRange(batch, rowName);
        reportDecimalsOutOfRange(batch, rowName);
        return raw.typing() == RawObservations.Typing.TEXT ? replaced(batch, read) : batch;
    }

    /** Also in a column that only passes through: it would come out as another time. */
    private void reportTimesOutOfRange(ColumnBatch batch, IntFunction<String> rowName) {
        for (Field field : batch.schema().fields()) {
            if (field.type() == ScalarType.TIMESTAMP) {
                LongColumn column = (LongColumn) batch.column(field.name());
                for (int row = 0; row < column.size(); row++) {
                    if (!column.isNull(row) && !TimestampRange.contains(column.values()[row])) {
                        problems.add(rowName.apply(row) + ": column '" + field.name()
                                + "': the time is out of range for timestamp");
                    }
                }
            }
        }
    }

    /** As with times: one of more digits than its type has could come out as another number. */
    private void reportDecimalsOutOfRange(ColumnBatch batch, IntFunction<String> rowName) {
        for (Violation violation : decimals.check(batch).violations()) {
            if (violation.reason() == Violation.Reason.TYPE) {
                report(violation, rowName);
            }
        }
    }

    private static boolean hasDecimals(DataType type) {
        return switch (type) {
            case DecimalType decimal -> true;
            case ListType list -> hasDecimals(list.element());
            case MapType map -> hasDecimals(map.value());
            case ScalarType scalar -> false;
        };
    }

    private static void put(ColumnBatch rows, Map<String, Column> read) {
        for (int i = 0; i < rows.columns().size(); i++) {
            read.putIfAbsent(rows.schema().field(i).name(), rows.column(i));
        }
    }

    private void report(CheckedRows checked, String exceptColumn, IntFunction<String> rowName) {
        for (Violation violation : checked.violations()) {
            if (!violation.column().equals(exceptColumn)) {
                report(violation, rowName);
            }
        }
    }

    private void report(Violation violation, IntFunction<String> rowName) {
        problems.add(rowName.apply(violation.row()) + ": column '" + violation.column() + "': " + violation.message());
    }

    private void readTimes(ColumnBatch rows, int start) {
        LongColumn time = (LongColumn) rows.column(columns.time());
        System.arraycopy(time.values(), 0, asOf, start, rows.rowCount());
        Optional<LongColumn> known = optionalTime(rows, ObservationOptions.KNOWN_AT_COLUMN);
        Optional<LongColumn> accepted = optionalTime(rows, ObservationOptions.ACCEPTED_BY_COLUMN);
        for (int row = 0; row < rows.rowCount(); row++) {
            knownAt[start + row] = valueOr(known, row, asOf[start + row]);
            acceptedBy[start + row] = valueOr(accepted, row, Questions.NO_BOUND);
        }
    }

    private Optional<LongColumn> optionalTime(ColumnBatch rows, String column) {
        return columns.optionalTimes().contains(column)
                ? Optional.of((LongColumn) rows.column(column))
                : Optional.empty();
    }

    private static long valueOr(Optional<LongColumn> column, int row, long absent) {
        return column.isEmpty() || column.get().isNull(row)
                ? absent
                : column.get().values()[row];
    }

    private void readKeys(int entity, CheckedRows checked, int start) {
        if (checked.validRows().length < checked.rows().rowCount()) {
            return;
        }
        KeyColumns of = columns.keys().get(entity);
        List<Column> keyColumns =
                of.columns().stream().map(checked.rows()::column).toList();
        EntityKeyCodec codec = new EntityKeyCodec(of.entity().keys());
        int[] added = indexes.get(entity).addAll(codec.encode(keyColumns, checked.validRows()));
        System.arraycopy(added, 0, numbers.get(entity), start, added.length);
    }

    private static ColumnBatch replaced(ColumnBatch batch, Map<String, Column> read) {
        List<Field> fields = new ArrayList<>();
        List<Column> replaced = new ArrayList<>();
        for (int i = 0; i < batch.columns().size(); i++) {
            String name = batch.schema().field(i).name();
            Column column = read.getOrDefault(name, batch.column(i));
            fields.add(new Field(name, column.type()));
            replaced.add(column);
        }
        return new ColumnBatch(new Schema(fields), replaced, batch.rowCount());
    }

    /** The types of the rows as they pass through. */
    private Schema typedSchema() {
        if (raw.typing() == RawObservations.Typing.FILE) {
            return raw.schema();
        }
        Map<String, DataType> types = new LinkedHashMap<>();
        timeColumns(columns)
                .forEach(column ->
                        types.putIfAbsent(column.field().name(), column.field().type()));
        columns.keys()
                .forEach(each -> keyColumns(each)
                        .forEach(column -> types.putIfAbsent(
                                column.field().name(), column.field().type())));
        columns.request().fields().forEach(column -> types.putIfAbsent(column.name(), column.type()));
        return new Schema(raw.schema().fields().stream()
                .map(field -> new Field(field.name(), types.getOrDefault(field.name(), field.type())))
                .toList());
    }

    private static List<ColumnContract> timeColumns(ObservationColumns columns) {
        List<ColumnContract> contracts = new ArrayList<>();
        contracts.add(ColumnContract.ofType(new Field(columns.time(), ScalarType.TIMESTAMP)));
        columns.optionalTimes().stream()
                .filter(column -> !column.equals(columns.time()))
                .forEach(column -> contracts.add(ColumnContract.ofType(new Field(column, ScalarType.TIMESTAMP))));
        return contracts;
    }

    private static List<ColumnContract> keyColumns(KeyColumns entity) {
        List<ColumnContract> contracts = new ArrayList<>();
        for (int i = 0; i < entity.columns().size(); i++) {
            Field field = new Field(
                    entity.columns().get(i), entity.entity().keys().field(i).type());
            contracts.add(new ColumnContract(field, false, Optional.empty(), Optional.empty(), List.of()));
        }
        return contracts;
    }

    /** A contract needs a column of times; the first one of {@code contracts} serves if it is a timestamp. */
    private SourceContract contract(List<ColumnContract> contracts) {
        List<ColumnContract> all = new ArrayList<>(contracts);
        boolean hasTime =
                contracts.stream().anyMatch(each -> each.field().name().equals(columns.time()));
        if (!hasTime) {
            all.addAll(timeColumns(columns).subList(0, 1));
        }
        return new SourceContract("observations", all, columns.time(), Optional.empty(), List.of(), List.of());
    }
}
