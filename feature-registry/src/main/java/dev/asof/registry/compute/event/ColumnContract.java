package dev.asof.registry.compute.event;

import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Value;
import java.util.List;
import java.util.Optional;

/**
 * What a source promises of one column. Null meets every bound; NaN meets none.
 *
 * @param nullable whether null is allowed
 * @param min the least allowed value, inclusive, of the field's type
 * @param max the greatest allowed value, inclusive, of the field's type
 * @param oneOf the allowed values, of the field's type; empty allows all
 */
public record ColumnContract(
        Field field, boolean nullable, Optional<Value> min, Optional<Value> max, List<Value> oneOf) {

    public ColumnContract {
        oneOf = List.copyOf(oneOf);
        min.ifPresent(bound -> requireType(field, bound));
        max.ifPresent(bound -> requireType(field, bound));
        oneOf.forEach(allowed -> requireType(field, allowed));
    }

    /** A column of which only the type is known. */
    public static ColumnContract ofType(Field field) {
        return new ColumnContract(field, true, Optional.empty(), Optional.empty(), List.of());
    }

    private static void requireType(Field field, Value value) {
        if (!value.type().equals(field.type())) {
            throw new IllegalArgumentException(
                    "Column '" + field.name() + "' is " + field.type().displayName() + ", its bound is "
                            + value.type().displayName());
        }
    }
}
