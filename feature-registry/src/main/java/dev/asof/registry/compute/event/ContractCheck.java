package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.StatedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Evaluates a {@link SourceContract} on batches of rows, for files and for ingest alike. Immutable and thread-safe.
 *
 * <p>A column first takes the contract's type, where that is possible for each value (see {@link Coercion}); then its
 * promises are evaluated. A column that the batch lacks counts as null in every row.
 */
public final class ContractCheck {
    private final Schema schema;
    private final List<ColumnCheck> checks;
    private final Optional<LateArrival> lateArrival;
    private final SourceClock clock;

    public ContractCheck(SourceContract contract) {
        this(
                contract.schema(),
                contract.columns().stream()
                        .map(column -> ColumnCheck.of(column, contract))
                        .toList(),
                LateArrival.of(contract.roles()),
                SourceClock.of(contract.roles().zone()));
    }

    private ContractCheck(
            Schema schema, List<ColumnCheck> checks, Optional<LateArrival> lateArrival, SourceClock clock) {
        this.schema = schema;
        this.checks = checks;
        this.lateArrival = lateArrival;
        this.clock = clock;
    }

    /** The check of asking rows: keys are there and not null, request columns may be null. A column may be both. */
    public static ContractCheck ofAsked(Schema keys, Schema request) {
        List<ColumnCheck> checks = new ArrayList<>();
        keys.fields().forEach(key -> checks.add(ColumnCheck.ofKey(key)));
        request.fields().stream()
                .filter(column -> keys.find(column.name()).isEmpty())
                .forEach(column -> checks.add(ColumnCheck.ofRequest(column)));
        return new ContractCheck(
                new Schema(
                        checks.stream().map(check -> check.contract().field()).toList()),
                checks,
                Optional.empty(),
                SourceClock.UTC);
    }

    /** Whether some values of one type can take the other without changing; whether each of them does is seen row by row. */
    public static boolean canBecome(DataType from, DataType to) {
        return Coercion.isPossible(from, to);
    }

    /** Whether columns of these types can be typed as the contract says; {@link #check} fails where they cannot. */
    public boolean canRead(Schema rows) {
        return unreadable(rows).isEmpty();
    }

    /** Why columns of these types cannot be typed as the contract says, for people; empty if they can. */
    public Optional<String> unreadable(Schema rows) {
        for (Field field : schema.fields()) {
            OptionalInt index = rows.find(field.name());
            if (index.isPresent()) {
                DataType type = rows.field(index.getAsInt()).type();
                if (!Coercion.isPossible(type, field.type())) {
                    return Optional.of("column '" + field.name() + "': " + Coercion.impossible(type, field.type()));
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether what is known of rows proves that none of them violates the contract. Where it does not, they may violate nothing
     * all the same: nothing is proved of a source with a time zone, whose files state what clocks showed.
     */
    public boolean isMetByAll(StatedRows rows) {
        return isMetByEnds(rows) && isMetByValues(rows);
    }

    /** The half of {@link #isMetByAll} that looks at ends of values and nulls, of which some of the rows may have others. */
    public boolean isMetByEnds(StatedRows rows) {
        return isEverProved() && checks.stream().allMatch(check -> check.isMetByEnds(rows));
    }

    /** The half of {@link #isMetByAll} that looks at each of the values that are known, which are those of any of the rows, too. */
    public boolean isMetByValues(StatedRows rows) {
        return isEverProved() && checks.stream().allMatch(check -> check.isMetByValues(rows));
    }

    private boolean isEverProved() {
        return clock.isUtc() && lateArrival.isEmpty();
    }

    /** What is known of rows once they have the contract's types: of a column with one value, what that value is then. */
    public StatedRows typed(StatedRows rows) {
        return new TypedStatement(rows, schema, clock);
    }

    /**
     * Types the rows as the contract says and finds what violates it.
     *
     * @param rows columns by name, in any order; those that the contract does not know are ignored
     * @throws dev.asof.registry.error.AsofException if a column's type can never become the contract's
     */
    public CheckedRows check(ColumnBatch rows) {
        boolean[] valid = allTrue(rows.rowCount());
        boolean[] timed = allTrue(lateArrival.isPresent() ? rows.rowCount() : 0);
        List<Violation> violations = new ArrayList<>();
        List<Column> typed = new ArrayList<>();
        for (ColumnCheck check : checks) {
            String name = check.contract().field().name();
            boolean decidesTime = lateArrival.stream().anyMatch(bound -> bound.reads(name));
            RawColumn raw = RawColumn.of(rows, check.contract().field());
            typed.add(check.check(raw, clock, (row, reason, message) -> {
                valid[row] = false;
                if (decidesTime) {
                    timed[row] = false;
                }
                violations.add(new Violation(row, name, reason, message));
            }));
        }
        ColumnBatch columns = new ColumnBatch(schema, typed, rows.rowCount());
        lateArrival.ifPresent(bound -> bound.check(columns, timed, (row, reason, message) -> {
            valid[row] = false;
            violations.add(new Violation(row, bound.arrivalTime(), reason, message));
        }));
        violations.sort(Comparator.comparingInt(Violation::row));
        return new CheckedRows(columns, valid, violations);
    }

    private static boolean[] allTrue(int size) {
        boolean[] all = new boolean[size];
        Arrays.fill(all, true);
        return all;
    }
}
