package dev.asof.registry.compute.program;

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
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** Makes rows of a source into events of one view: the contract first, then the presence of the entity key. */
final class RowAdmission {
    private final SourceContract contract;
    private final ContractCheck check;
    private final EntityKeyCodec keyCodec;
    private final List<String> keyColumns;
    private final int[] keptIndexes;

    RowAdmission(SourceContract contract, EntityKeyCodec keyCodec, List<String> keyColumns, Schema keptColumns) {
        this.contract = contract;
        this.check = new ContractCheck(contract);
        this.keyCodec = keyCodec;
        this.keyColumns = keyColumns;
        Schema schema = contract.schema();
        this.keptIndexes =
                keptColumns.names().stream().mapToInt(schema::indexOf).toArray();
    }

    SourceContract contract() {
        return contract;
    }

    /** The name of the source whose rows it takes. */
    String source() {
        return contract.source();
    }

    boolean canAdmit(Schema rows) {
        return check.canRead(rows);
    }

    /** Whether ends and nulls that are known of rows prove that each is an event, where values do. */
    boolean admitsEnds(StatedRows rows) {
        return check.isMetByEnds(rows) && keyColumns.stream().allMatch(key -> isNeverNull(rows, key));
    }

    /** Whether values that are known of rows prove that each is an event, where ends and nulls do. */
    boolean admitsValues(StatedRows rows) {
        return check.isMetByValues(rows);
    }

    private static boolean isNeverNull(StatedRows rows, String column) {
        return rows.constant(column)
                .map(value -> !value.isNull(0))
                .orElseGet(() -> rows.nulls(column).equals(OptionalLong.of(0)));
    }

    StatedRows typed(StatedRows rows) {
        return check.typed(rows);
    }

    AdmittedRows admit(ColumnBatch rows) {
        CheckedRows checked = check.check(rows);
        List<Violation> violations = new ArrayList<>(checked.violations());
        List<Column> keys = keyColumns.stream().map(checked.rows()::column).toList();
        boolean[] valid = checked.valid().clone();
        for (int i = 0; i < keys.size(); i++) {
            refuseNullKeys(keys.get(i), keyColumns.get(i), valid, violations);
        }
        violations.sort(Comparator.comparingInt(Violation::row));
        int[] events = new CheckedRows(checked.rows(), valid, List.of()).validRows();
        ColumnBatch kept = checked.rows().project(keptIndexes);
        return new AdmittedRows(
                events, keyCodec, keys, events.length == rows.rowCount() ? kept : kept.gather(events), violations);
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
