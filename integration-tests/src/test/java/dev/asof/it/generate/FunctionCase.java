package dev.asof.it.generate;

import dev.asof.it.oracle.Expr;
import dev.asof.it.oracle.RowFunction;
import dev.asof.it.oracle.Source;
import dev.asof.it.oracle.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function over columns and literals, and rows for it.
 *
 * @param columns what the call reads
 * @param rows the values of the columns, null for null
 */
public record FunctionCase(Expr call, List<Source.Column> columns, List<Map<String, @Nullable Object>> rows) {

    /** Draws a call of one form of a function. */
    public static FunctionCase of(RowFunction function, long seed, int rowCount) {
        Dice dice = new Dice(seed);
        ValueGenerator values = new ValueGenerator(dice, new Clock(dice));
        List<Source.Column> columns = new ArrayList<>();
        Expr call = new CallGenerator(dice, type -> operand(type, dice, values, columns)).call(function);
        List<Map<String, @Nullable Object>> rows = new ArrayList<>();
        for (int i = 0; i < rowCount; i++) {
            Map<String, @Nullable Object> row = new HashMap<>();
            columns.forEach(column -> row.put(column.name(), dice.chance(5) ? null : values.value(column.type())));
            rows.add(row);
        }
        return new FunctionCase(call, columns, rows);
    }

    private static Expr operand(Type type, Dice dice, ValueGenerator values, List<Source.Column> columns) {
        boolean isLiteral = dice.chance(10) && !type.equals(Type.INT32) && !type.equals(Type.FLOAT32);
        if (isLiteral) {
            return new Expr.Literal(type, values.value(type));
        }
        Source.Column column = Source.Column.ofType("c" + columns.size(), type);
        columns.add(column);
        return new Expr.Column(column.name(), type);
    }
}
