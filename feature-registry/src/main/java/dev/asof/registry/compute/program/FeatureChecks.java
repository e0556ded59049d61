package dev.asof.registry.compute.program;

import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.util.Optional;

/** What every feature must meet to be constructed. */
final class FeatureChecks {
    private FeatureChecks() {}

    static void require(String name, DataType type, Optional<Expression> where, Optional<Value> defaultValue) {
        requireCondition(name, where);
        defaultValue.ifPresent(value -> {
            if (!value.type().equals(type)) {
                throw new IllegalArgumentException("Feature '" + name + "' is " + type.displayName()
                        + ", its default is " + value.type().displayName());
            }
        });
    }

    static void requireCondition(String name, Optional<Expression> where) {
        where.ifPresent(condition -> {
            if (condition.type() != ScalarType.BOOL) {
                throw new IllegalArgumentException(
                        "The filter of '" + name + "' is " + condition.type().displayName() + ", not bool");
            }
        });
    }
}
