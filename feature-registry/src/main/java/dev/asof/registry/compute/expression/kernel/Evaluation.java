package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.schema.Column;
import org.jspecify.annotations.Nullable;

/**
 * What an expression gives for the rows of a batch: a value or null for each, and which rows failed on their data. The
 * arrays are not to be changed.
 *
 * @param errors true where evaluation met a failure: an overflow, an integer division by zero, a bad cast, a function
 *     outside its domain. The failed operation is null; COALESCE or CASE around it may still give a value. Null where no
 *     row failed.
 */
public record Evaluation(Column column, boolean @Nullable [] errors) {

    public Evaluation {
        if (errors != null && errors.length != column.size()) {
            throw new IllegalArgumentException(errors.length + " error marks on " + column.size() + " rows");
        }
    }

    /** A column without failures. */
    public Evaluation(Column column) {
        this(column, null);
    }

    /** Whether evaluating {@code row} failed on its data. */
    public boolean failedAt(int row) {
        return errors != null && errors[row];
    }

    /** The number of rows that failed: each counts once, however many of its operations did. */
    public int errorCount() {
        int count = 0;
        if (errors != null) {
            for (boolean error : errors) {
                count += error ? 1 : 0;
            }
        }
        return count;
    }

    public int size() {
        return column.size();
    }
}
