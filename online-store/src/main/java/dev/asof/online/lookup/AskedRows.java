package dev.asof.online.lookup;

import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;

/** The columns of asking rows, typed. */
final class AskedRows {
    private AskedRows() {}

    /**
     * @throws AsofException INVALID_OBSERVATIONS if columns are missing, unknown or of another type, a key is null, or a value
     *     of no use
     */
    static ColumnBatch typed(LookupPlan plan, ColumnBatch rows) {
        if (!rows.schema().equals(plan.columns())) {
            requireColumns(plan, rows);
        } else if (areWholeNumbers(rows)) {
            return rows;
        }
        CheckedRows checked = plan.check().check(rows);
        if (!checked.violations().isEmpty()) {
            Violation first = checked.violations().getFirst();
            boolean isKey = plan.keys().find(first.column()).isPresent();
            throw invalid(
                    plan.selection(),
                    "in row " + first.row() + (isKey ? ", key '" : ", request column '") + first.column() + "': "
                            + first.message());
        }
        return checked.rows();
    }

    /** Whether no row lacks a value, and each is one of the type that it has: then there is nothing to check. */
    private static boolean areWholeNumbers(ColumnBatch rows) {
        for (int column = 0; column < rows.columns().size(); column++) {
            if (rows.column(column).type() != ScalarType.INT64
                    || rows.column(column).mayHaveNulls()) {
                return false;
            }
        }
        return true;
    }

    /** All that is wrong with the columns is said at once. */
    private static void requireColumns(LookupPlan plan, ColumnBatch rows) {
        Schema all = plan.columns();
        List<String> problems = new ArrayList<>();
        for (Field field : all.fields()) {
            String kind = plan.keys().find(field.name()).isPresent() ? "key column" : "request column";
            rows.schema()
                    .find(field.name())
                    .ifPresentOrElse(
                            index -> checkType(field, rows.schema().field(index), kind, problems),
                            () -> problems.add("the rows lack the " + kind + " '" + field.name() + "'; give it"));
        }
        for (String column : rows.schema().names()) {
            if (all.find(column).isEmpty()) {
                problems.add("the rows have a column " + Quoted.of(column) + " that nothing needs; give "
                        + String.join(", ", all.names()) + " alone");
            }
        }
        if (!problems.isEmpty()) {
            throw invalid(plan.selection(), String.join("; ", problems));
        }
    }

    private static void checkType(Field needed, Field given, String kind, List<String> problems) {
        if (!ContractCheck.canBecome(given.type(), needed.type())) {
            problems.add("the " + kind + " '" + needed.name() + "' is "
                    + needed.type().displayName() + ", and "
                    + given.type().displayName() + " was given");
        }
    }

    private static AsofException invalid(ResolvedSelection selection, String reason) {
        return new AsofException(
                ErrorCode.INVALID_OBSERVATIONS, "Cannot answer " + selection.describe() + ": " + reason + ".");
    }
}
