package dev.asof.cli.ingest;

import dev.asof.cli.client.EventSchema;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.error.NearestName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of the source that events are read for. */
public record SourceColumns(String source, List<EventSchema.Column> columns, Map<String, Integer> indexes) {

    public static SourceColumns of(String source, List<EventSchema.Column> columns) {
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            indexes.put(columns.get(i).name(), i);
        }
        return new SourceColumns(source, List.copyOf(columns), Map.copyOf(indexes));
    }

    /** The names of the columns, in their order. */
    public List<String> names() {
        return columns.stream().map(EventSchema.Column::name).toList();
    }

    /** Whether the values of a column are lists or maps. */
    boolean isNested(int column) {
        return columns.get(column).type().isNested();
    }

    /** The position of a column that an input names. */
    int indexOf(String name, String place) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new AsofException(
                    ErrorCode.INVALID_INPUT_FILE,
                    "Cannot read " + place + ": source '" + source + "' has no column " + Quoted.of(name) + "."
                            + NearestName.hint(names(), name));
        }
        return index;
    }

    /** What is wrong with a place of an input. */
    static AsofException malformed(String place, String reason) {
        return new AsofException(ErrorCode.INVALID_INPUT_FILE, "Cannot read " + place + ": " + reason + ".");
    }
}
