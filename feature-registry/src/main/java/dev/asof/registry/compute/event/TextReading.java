package dev.asof.registry.compute.event;

import dev.asof.registry.compute.expression.ExpressionCompiler;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.schema.BytesColumn;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import java.util.List;

/** How text is read as values of each type: by the CAST of expressions. */
final class TextReading {
    private static final Schema TEXT = new Schema(List.of(new Field("text", ScalarType.STRING)));

    private TextReading() {}

    static Evaluation read(BytesColumn text, DataType type) {
        return ExpressionCompiler.compile("CAST(text AS " + type.displayName() + ")", TEXT)
                .orElseThrow()
                .evaluate(new ColumnBatch(TEXT, List.of(text), text.size()));
    }
}
