package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.ComparisonOperator;
import dev.asof.registry.compute.expression.parse.Syntax.OnFailure;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The meaning of expressions for one row, written as plainly as possible and without the kernels: boxed values, big
 * integers, regular expressions. A null is Java's null; {@link #failed} tells whether anything evaluated has failed.
 */
final class RowInterpreter {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private final ColumnBatch batch;
    private final int row;
    private boolean failed;

    RowInterpreter(ColumnBatch batch, int row) {
        this.batch = batch;
        this.row = row;
    }

    boolean failed() {
        return failed;
    }

    private Object fail() {
        failed = true;
        return null;
    }

    /** Long, Double, Boolean, String (dates and timestamps are Long), or null. */
    Object evaluate(Expression expression) {
        return switch ((Node) expression) {
            case Literal literal -> boxed(literal.value());
            case NullLiteral nothing -> null;
            case ColumnReference column ->
                batch.column(column.name()).isNull(row) ? null : boxed(Value.of(batch.column(column.name()), row));
            case FeatureReference feature ->
                batch.column(feature.column()).isNull(row)
                        ? null
                        : boxed(Value.of(batch.column(feature.column()), row));
            case Widened widened -> widened(widened.type(), evaluate(widened.operand()));
            case Cast cast -> cast(cast);
            case Arithmetic arithmetic -> arithmetic(arithmetic);
            case Negation negation -> negated(evaluate(negation.operand()));
            case Comparison comparison ->
                compare(comparison.operator(), evaluate(comparison.left()), evaluate(comparison.right()));
            case DistinctTest test -> isDistinct(evaluate(test.left()), evaluate(test.right()));
            case Connective connective -> connect(connective);
            case Not not -> evaluate(not.operand()) instanceof Boolean value ? !value : null;
            case NullTest test -> evaluate(test.operand()) == null;
            case TruthTest test ->
                evaluate(test.operand()) instanceof Boolean value
                        && value == (test.expected().value() == 1);
            case Membership in -> isIn(in);
            case Between between -> isBetween(between);
            case Like like -> evaluate(like.operand()) instanceof String text ? matches(like, text) : null;
            case Case choice -> choose(choice);
            case SimpleCase choice -> choose(choice);
            case Coalesce coalesce -> firstPresent(coalesce);
            case NullIf nullIf -> nullIf(nullIf);
            case FunctionCall call -> call(call);
            case ListOf list -> elements(list);
        };
    }

    private Object elements(ListOf list) {
        List<Object> elements = new ArrayList<>();
        list.operands().forEach(element -> elements.add(evaluate(element)));
        return elements;
    }

    private static Object boxed(Value value) {
        return switch (value) {
            case Value.LongValue number when number.type() == ScalarType.BOOL -> number.value() == 1;
            case Value.LongValue number -> number.value();
            case Value.DoubleValue number -> number.value();
            case Value.BytesValue bytes -> bytes.text();
        };
    }

    private static Object widened(DataType type, Object value) {
        return type == ScalarType.FLOAT64 && value instanceof Long number ? (Object) (double) number : value;
    }

    private Object cast(Cast cast) {
        Object value = evaluate(cast.operand());
        if (value == null || cast.operand().type().equals(cast.type())) {
            return value;
        }
        Object result = converted(value, cast.type());
        if (result == null && cast.onFailure() == OnFailure.COUNT) {
            failed = true;
        }
        return result;
    }

    private static Object converted(Object value, DataType type) {
        return switch ((ScalarType) type) {
            case BOOL -> truth((String) value);
            case INT32 -> inRange(whole(value), BigInteger.TWO.pow(31));
            case INT64 -> inRange(whole(value), BigInteger.TWO.pow(63));
            case FLOAT32 ->
                (double)
                        (value instanceof Double number
                                ? number.floatValue()
                                : integer(value).floatValue());
            case FLOAT64 ->
                value instanceof Double number ? number : integer(value).doubleValue();
            case STRING -> ((List<?>) value).stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
            case BYTES, DATE, TIMESTAMP -> throw new AssertionError("not generated");
        };
    }

    private static Object truth(String text) {
        return switch (text) {
            case "true", "TRUE" -> true;
            case "false", "FALSE" -> false;
            default -> null;
        };
    }

    private static BigInteger integer(Object value) {
        return value instanceof Boolean truth ? BigInteger.valueOf(truth ? 1 : 0) : BigInteger.valueOf((Long) value);
    }

    private static BigInteger whole(Object value) {
        if (value instanceof Double number) {
            return Double.isFinite(number) ? new BigDecimal(number).toBigInteger() : null;
        }
        return integer(value);
    }

    private static Object inRange(BigInteger value, BigInteger end) {
        boolean fits = value != null && value.compareTo(end) < 0 && value.compareTo(end.negate()) >= 0;
        return fits ? (Object) value.longValueExact() : null;
    }

    private Object arithmetic(Arithmetic arithmetic) {
        Object left = evaluate(arithmetic.left());
        Object right = evaluate(arithmetic.right());
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Double a && right instanceof Double b) {
            return switch (arithmetic.operator()) {
                case ADD -> a + b;
                case SUBTRACT -> a - b;
                case MULTIPLY -> a * b;
                case DIVIDE -> a / b;
                case REMAINDER -> a % b;
            };
        }
        BigInteger a = BigInteger.valueOf((Long) left);
        BigInteger b = BigInteger.valueOf((Long) right);
        return switch (arithmetic.operator()) {
            case ADD -> fitted(a.add(b));
            case SUBTRACT -> fitted(a.subtract(b));
            case MULTIPLY -> fitted(a.multiply(b));
            case DIVIDE -> b.signum() == 0 ? fail() : fitted(a.divide(b));
            case REMAINDER -> b.signum() == 0 ? fail() : fitted(a.remainder(b));
        };
    }

    private Object fitted(BigInteger value) {
        return value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0 ? fail() : (Object) value.longValue();
    }

    private Object negated(Object value) {
        return switch (value) {
            case null -> null;
            case Double number -> -number;
            case Long number -> fitted(BigInteger.valueOf(number).negate());
            default -> throw new AssertionError(value);
        };
    }

    private static Boolean compare(ComparisonOperator operator, Object left, Object right) {
        if (left == null || right == null) {
            return null;
        }
        if (left instanceof Double a && right instanceof Double b) {
            double x = a;
            double y = b;
            return switch (operator) {
                case EQUAL -> x == y;
                case NOT_EQUAL -> x != y;
                case LESS -> x < y;
                case LESS_OR_EQUAL -> x <= y;
                case GREATER -> x > y;
                case GREATER_OR_EQUAL -> x >= y;
            };
        }
        int order = order(left, right);
        return switch (operator) {
            case EQUAL -> order == 0;
            case NOT_EQUAL -> order != 0;
            case LESS -> order < 0;
            case LESS_OR_EQUAL -> order <= 0;
            case GREATER -> order > 0;
            case GREATER_OR_EQUAL -> order >= 0;
        };
    }

    private static int order(Object left, Object right) {
        return switch (left) {
            case Long number -> number.compareTo((Long) right);
            case Boolean truth -> truth.compareTo((Boolean) right);
            case String text ->
                Arrays.compareUnsigned(
                        text.getBytes(StandardCharsets.UTF_8), ((String) right).getBytes(StandardCharsets.UTF_8));
            default -> throw new AssertionError(left);
        };
    }

    private static Boolean isDistinct(Object left, Object right) {
        if (left == null || right == null) {
            return (left == null) != (right == null);
        }
        return compare(ComparisonOperator.NOT_EQUAL, left, right);
    }

    private Boolean connect(Connective connective) {
        boolean decisive = connective.operator() == Connective.Operator.OR;
        Boolean result = !decisive;
        for (Expression operand : connective.operands()) {
            Boolean value = (Boolean) evaluate(operand);
            if (value != null && value == decisive) {
                return decisive;
            }
            result = value == null ? null : result;
        }
        return result;
    }

    private Boolean any(List<Boolean> tests) {
        if (tests.contains(Boolean.TRUE)) {
            return true;
        }
        return tests.contains(null) ? null : false;
    }

    private Boolean isIn(Membership in) {
        Object value = evaluate(in.value());
        List<Boolean> tests = new ArrayList<>();
        for (Expression item : in.items()) {
            tests.add(compare(ComparisonOperator.EQUAL, value, evaluate(item)));
        }
        return any(tests);
    }

    private Boolean isBetween(Between between) {
        Object value = evaluate(between.value());
        Boolean above = compare(ComparisonOperator.GREATER_OR_EQUAL, value, evaluate(between.low()));
        Boolean below = compare(ComparisonOperator.LESS_OR_EQUAL, value, evaluate(between.high()));
        if (Boolean.FALSE.equals(above) || Boolean.FALSE.equals(below)) {
            return false;
        }
        return (above == null || below == null) ? null : true;
    }

    private static boolean matches(Like like, String text) {
        StringBuilder regex = new StringBuilder();
        boolean escaped = false;
        for (int codePoint : like.pattern().codePoints().toArray()) {
            if (!escaped
                    && like.escape().isPresent()
                    && codePoint == like.escape().get()) {
                escaped = true;
            } else {
                boolean wildcard = !escaped && (codePoint == '%' || codePoint == '_');
                regex.append(wildcard ? (codePoint == '%' ? ".*" : ".") : Pattern.quote(Character.toString(codePoint)));
                escaped = false;
            }
        }
        return Pattern.compile(regex.toString(), Pattern.DOTALL).matcher(text).matches();
    }

    private Object choose(Case choice) {
        for (Case.Branch branch : choice.branches()) {
            if (Boolean.TRUE.equals(evaluate(branch.condition()))) {
                return evaluate(branch.result());
            }
        }
        return evaluate(choice.otherwise());
    }

    private Object choose(SimpleCase choice) {
        Object operand = evaluate(choice.operand());
        for (SimpleCase.Branch branch : choice.branches()) {
            if (Boolean.TRUE.equals(compare(ComparisonOperator.EQUAL, operand, evaluate(branch.value())))) {
                return evaluate(branch.result());
            }
        }
        return evaluate(choice.otherwise());
    }

    private Object firstPresent(Coalesce coalesce) {
        for (Expression operand : coalesce.operands()) {
            Object value = evaluate(operand);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private Object nullIf(NullIf nullIf) {
        Object value = evaluate(nullIf.value());
        Object unwanted = evaluate(nullIf.unwanted());
        Boolean equal = compare(
                ComparisonOperator.EQUAL, widened(nullIf.comparedAs(), value), widened(nullIf.comparedAs(), unwanted));
        return Boolean.TRUE.equals(equal) ? null : value;
    }

    private Object call(FunctionCall call) {
        List<Object> arguments = new ArrayList<>();
        call.operands().forEach(operand -> arguments.add(evaluate(operand)));
        if (arguments.contains(null)) {
            return null;
        }
        return switch (call.function()) {
            case "concat" ->
                String.join("", arguments.stream().map(String.class::cast).toList());
            case "length" -> ((String) arguments.getFirst()).codePoints().count();
            case "abs" -> fitted(BigInteger.valueOf((Long) arguments.getFirst()).abs());
            default -> throw new AssertionError(call.function());
        };
    }
}
