package dev.asof.online.lookup;

import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;

/** The key columns of asking rows, typed. */
final class AskedRows {
    private AskedRows() {}

    /** @throws AsofException INVALID_OBSERVATIONS if a column is missing or unknown, or a key is null or of no use */
    static ColumnBatch typed(LookupPlan plan, ColumnBatch rows) {
        Schema keys = plan.keys();
        ResolvedSelection selection = plan.selection();
        if (!rows.schema().equals(keys)) {
            requireColumns(selection, keys, rows);
        }
        CheckedRows checked = plan.keyCheck().check(rows);
        if (!checked.violations().isEmpty()) {
            Violation first = checked.violations().getFirst();
            throw invalid(selection, "in row " + first.row() + ", key '" + first.column() + "': " + first.message());
        }
        return checked.rows();
    }

    private static void requireColumns(ResolvedSelection selection, Schema keys, ColumnBatch rows) {
        for (String key : keys.names()) {
            if (rows.schema().find(key).isEmpty()) {
                throw invalid(selection, "the rows lack the key column '" + key + "'; give it");
            }
        }
        for (String column : rows.schema().names()) {
            if (keys.find(column).isEmpty()) {
                throw invalid(
                        selection,
                        "the rows have a column " + Quoted.of(column) + " that nothing needs; give "
                                + String.join(", ", keys.names()) + " alone");
            }
        }
    }

    private static AsofException invalid(ResolvedSelection selection, String reason) {
        return new AsofException(
                ErrorCode.INVALID_OBSERVATIONS, "Cannot answer " + selection.describe() + ": " + reason + ".");
    }
}
