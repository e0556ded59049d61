package dev.asof.registry.compute.admission;

import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.StatedRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Makes rows of one source into events of one version of a view: the contract that the version has pinned first, then the presence of
 * the entity key. What it makes of them are events like those of the view's other sources. Thread-safe.
 */
public final class RowAdmission {
    private final String view;
    private final SourceContract contract;
    private final ContractCheck check;
    private final EntityKeyCodec keyCodec;
    private final List<String> keyColumns;
    private final int[] keptIndexes;
    private final int eventTimeIndex;

    /** The positions of a batch of which all rows were events. */
    private volatile int[] allRows = {};

    /**
     * @param view the version of the view, {@code name@version}
     * @param keyColumns per key of the entity the column that holds it, each in the contract
     * @param keptColumns what is kept of an event, each in the contract
     */
    public RowAdmission(
            String view,
            SourceContract contract,
            EntityKeyCodec keyCodec,
            List<String> keyColumns,
            Schema keptColumns) {
        this.view = view;
        this.contract = contract;
        this.check = new ContractCheck(contract);
        this.keyCodec = keyCodec;
        this.keyColumns = keyColumns;
        Schema schema = contract.schema();
        this.keptIndexes =
                keptColumns.names().stream().mapToInt(schema::indexOf).toArray();
        this.eventTimeIndex = keptColumns.indexOf(contract.eventTime());
    }

    /** The version of the view that it makes events of, {@code name@version}. */
    public String view() {
        return view;
    }

    /** The name of the source whose rows it takes. */
    public String source() {
        return contract.source();
    }

    /** The columns of the source that it looks at: those of the contract, in its order, the entity's keys among them. */
    public List<String> columns() {
        return contract.schema().names();
    }

    /** Whether {@link #admit} can read columns of these types at all. */
    public boolean canAdmit(Schema rows) {
        return check.canRead(rows);
    }

    /** Why {@link #admit} cannot read columns of these types, for people; empty if it can. */
    public Optional<String> unreadable(Schema rows) {
        return check.unreadable(rows);
    }

    /** Whether what is known of rows of the source proves that {@link #admit} admits each of them. */
    public boolean admitsAll(StatedRows rows) {
        return admitsEnds(rows) && admitsValues(rows);
    }

    /** The half of {@link #admitsAll} for which ends of values and nulls are compared: of some of the rows it may be so where it isn't of all. */
    public boolean admitsEnds(StatedRows rows) {
        return check.isMetByEnds(rows) && keyColumns.stream().allMatch(key -> isNeverNull(rows, key));
    }

    /** The half of {@link #admitsAll} for which each of the known values is looked at: it is so of all of the rows, or proved of none. */
    public boolean admitsValues(StatedRows rows) {
        return check.isMetByValues(rows);
    }

    private static boolean isNeverNull(StatedRows rows, String column) {
        return rows.constant(column)
                .map(value -> !value.isNull(0))
                .orElseGet(() -> rows.nulls(column).equals(OptionalLong.of(0)));
    }

    /** What is known of rows of the source, once their columns have the types that they have in events. */
    public StatedRows typed(StatedRows rows) {
        return check.typed(rows);
    }

    /**
     * Evaluates the contract and the presence of the entity key on rows of the source.
     *
     * @param rows columns of the source by name, in any order; those that the contract does not know are ignored
     * @throws dev.asof.registry.error.AsofException if a column that must not be null is missing, or one has a type
     *     that can never become the contract's
     */
    public AdmittedRows admit(ColumnBatch rows) {
        CheckedRows checked = check.check(rows);
        List<Column> keys = keyColumns.stream().map(checked.rows()::column).toList();
        if (checked.violations().isEmpty() && keys.stream().noneMatch(Column::mayHaveNulls)) {
            return new AdmittedRows(
                    all(rows.rowCount()),
                    keyCodec,
                    keys,
                    checked.rows().project(keptIndexes),
                    eventTimeIndex,
                    List.of());
        }
        List<Violation> violations = new ArrayList<>(checked.violations());
        boolean[] valid = checked.valid().clone();
        for (int i = 0; i < keys.size(); i++) {
            refuseNullKeys(keys.get(i), keyColumns.get(i), valid, violations);
        }
        violations.sort(Comparator.comparingInt(Violation::row));
        int[] events = new CheckedRows(checked.rows(), valid, List.of()).validRows();
        ColumnBatch kept = checked.rows().project(keptIndexes);
        return new AdmittedRows(
                events,
                keyCodec,
                keys,
                events.length == rows.rowCount() ? kept : kept.gather(events),
                eventTimeIndex,
                violations);
    }

    /** All positions of a batch: mostly the next one has as many. */
    private int[] all(int rowCount) {
        int[] known = allRows;
        if (known.length != rowCount) {
            known = new int[rowCount];
            Arrays.setAll(known, row -> row);
            allRows = known;
        }
        return known;
    }

    private static void refuseNullKeys(Column key, String name, boolean[] valid, List<Violation> violations) {
        if (!key.mayHaveNulls()) {
            return;
        }
        for (int row = 0; row < valid.length; row++) {
            if (valid[row] && key.isNull(row)) {
                valid[row] = false;
                violations.add(new Violation(row, name, Violation.Reason.NULL, "the entity key is null"));
            }
        }
    }
}
