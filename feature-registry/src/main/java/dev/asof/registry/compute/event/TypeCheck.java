package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.zone.NamedZone;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Gives rows the types of their source, and evaluates no other promise: what a value must be to be stored as the source's
 * at all. Immutable and thread-safe.
 */
public final class TypeCheck {
    private final Schema schema;
    private final SourceClock clock;

    /** @param zone on whose clocks times are that state no offset */
    public TypeCheck(Schema schema, Optional<NamedZone> zone) {
        this.schema = schema;
        this.clock = SourceClock.of(zone);
    }

    /**
     * Types the rows.
     *
     * @param rows columns by name, in any order; those that the source does not have are ignored
     * @throws dev.asof.registry.error.AsofException if a column's type can never become the source's
     */
    public CheckedRows check(ColumnBatch rows) {
        boolean[] valid = new boolean[rows.rowCount()];
        Arrays.fill(valid, true);
        List<Violation> violations = new ArrayList<>();
        List<Column> typed = new ArrayList<>();
        for (Field field : schema.fields()) {
            Coercion.Coerced coerced = Coercion.coerce(field, RawColumn.of(rows, field), clock);
            typed.add(coerced.column());
            for (int row = 0; coerced.hasFailures() && row < valid.length; row++) {
                if (coerced.failed(row)) {
                    valid[row] = false;
                    violations.add(new Violation(row, field.name(), Violation.Reason.TYPE, coerced.reason(row)));
                }
            }
        }
        violations.sort(Comparator.comparingInt(Violation::row));
        return new CheckedRows(new ColumnBatch(schema, typed, rows.rowCount()), valid, violations);
    }
}
