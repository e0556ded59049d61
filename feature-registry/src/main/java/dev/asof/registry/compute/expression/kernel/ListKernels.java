package dev.asof.registry.compute.expression.kernel;

import dev.asof.registry.compute.nested.ListCodec;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.ListType;
import java.util.List;

/** Lists made of values. */
public final class ListKernels {
    private ListKernels() {}

    /**
     * In each row the list of the elements' values there, nulls among them. A list of more than {@link
     * TextOutput#MAX_TEXT_BYTES} fails.
     */
    public static Evaluation listOf(ListType type, List<Evaluation> elements, int rows) {
        ListCodec codec = new ListCodec(type);
        Marks marks = Marks.none(rows);
        elements.forEach(marks::joinErrors);
        TextOutput output = new TextOutput(rows);
        for (int row = 0; row < rows; row++) {
            Column values = valuesAt(row, type, elements);
            output.append(codec.encode(values, 0, values.size()));
            if (output.overflowed()) {
                output.clearRow();
                marks.fail(row);
            }
            output.endRow();
        }
        return marks.texts(type, output);
    }

    private static Column valuesAt(int row, ListType type, List<Evaluation> elements) {
        ColumnBuilder values = new ColumnBuilder(type.element());
        elements.forEach(element -> values.appendFrom(element.column(), row));
        return values.build();
    }
}
