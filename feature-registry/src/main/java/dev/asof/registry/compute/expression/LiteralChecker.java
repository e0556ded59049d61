package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.parse.Syntax;
import dev.asof.registry.compute.expression.parse.TextRange;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.util.Locale;
import java.util.Optional;

/** Types literals. */
final class LiteralChecker {
    private final Checker checker;

    LiteralChecker(Checker checker) {
        this.checker = checker;
    }

    Optional<Expression> untypedNull(Syntax.NullLiteral literal) {
        checker.report(
                literal.range(),
                "NULL has no type here; write CAST(NULL AS type), or x IS NULL to compare. Types are "
                        + TypeNames.listed());
        return Optional.empty();
    }

    Optional<Expression> integer(Syntax.IntegerLiteral literal) {
        return literal(literal.range(), literal.text(), ScalarType.INT64);
    }

    Optional<Expression> decimal(Syntax.DecimalLiteral literal) {
        Optional<Value> value = Literals.read(literal.text(), ScalarType.FLOAT64);
        boolean finite =
                value.isPresent() && value.get() instanceof Value.DoubleValue number && Double.isFinite(number.value());
        if (!finite) {
            checker.report(literal.range(), "'" + literal.text() + "' is beyond the range of float64");
            return Optional.empty();
        }
        return value.map(present -> new Literal(ScalarType.FLOAT64, present));
    }

    Optional<Expression> typedLiteral(Syntax.TypedLiteral literal) {
        if (literal.typeName().equalsIgnoreCase("decimal")) {
            return DecimalArithmetic.literal(checker, literal);
        }
        ScalarType type = ScalarType.named(literal.typeName().toLowerCase(Locale.ROOT))
                .filter(named -> named == ScalarType.DATE || named == ScalarType.TIMESTAMP)
                .orElse(null);
        if (type == null) {
            checker.report(
                    literal.range(),
                    "only DATE, TIMESTAMP and DECIMAL stand before a quoted text; is an operator or a comma missing after '"
                            + literal.typeName() + "'?");
            return Optional.empty();
        }
        return literal(literal.range(), literal.text(), type);
    }

    Optional<Expression> literal(TextRange range, String text, DataType type) {
        Optional<Value> value = Literals.read(text, type);
        if (value.isEmpty()) {
            checker.report(range, Literals.complaint(text, type));
        }
        return value.map(present -> new Literal(type, present));
    }
}
