package dev.asof.cli.ingest;

import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.error.NearestName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The columns of the source that events are read for. */
public record SourceColumns(String source, List<String> names, Map<String, Integer> indexes) {

    public static SourceColumns of(String source, List<String> names) {
        Map<String, Integer> indexes = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            indexes.put(names.get(i), i);
        }
        return new SourceColumns(source, List.copyOf(names), Map.copyOf(indexes));
    }

    /** The position of a column that an input names. */
    int indexOf(String name, String place) {
        Integer index = indexes.get(name);
        if (index == null) {
            throw new AsofException(
                    ErrorCode.INVALID_INPUT_FILE,
                    "Cannot read " + place + ": source '" + source + "' has no column " + Quoted.of(name) + "."
                            + NearestName.hint(names, name));
        }
        return index;
    }

    /** What is wrong with a place of an input. */
    static AsofException malformed(String place, String reason) {
        return new AsofException(ErrorCode.INVALID_INPUT_FILE, "Cannot read " + place + ": " + reason + ".");
    }
}
