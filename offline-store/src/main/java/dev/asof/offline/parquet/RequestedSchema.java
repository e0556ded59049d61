package dev.asof.offline.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The part of a file's schema that holds given columns: of structs only the fields that are asked for. */
final class RequestedSchema {
    private RequestedSchema() {}

    /** @param paths of columns of {@code schema} */
    static MessageType of(MessageType schema, List<List<String>> paths) {
        return new MessageType(schema.getName(), fields(schema, paths));
    }

    private static List<Type> fields(GroupType group, List<List<String>> paths) {
        List<Type> fields = new ArrayList<>();
        for (Type field : group.getFields()) {
            List<List<String>> below = paths.stream()
                    .filter(path -> path.getFirst().equals(field.getName()))
                    .map(path -> path.subList(1, path.size()))
                    .toList();
            if (below.stream().anyMatch(List::isEmpty)) {
                fields.add(field);
            } else if (!below.isEmpty()) {
                fields.add(field.asGroupType().withNewFields(fields(field.asGroupType(), below)));
            }
        }
        return fields;
    }
}
