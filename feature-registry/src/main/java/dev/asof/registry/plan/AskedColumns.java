package dev.asof.registry.plan;

import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The columns that the asking rows of a plan need, in the order in which its features need them. Not thread-safe. */
final class AskedColumns {
    private final Map<String, KeyColumn> keys = new LinkedHashMap<>();
    private final Map<String, Field> request = new LinkedHashMap<>();
    private final Map<String, String> firstUse = new LinkedHashMap<>();
    private final Map<String, DataType> types = new LinkedHashMap<>();
    private final Map<String, String> conflicts = new LinkedHashMap<>();

    void addKeys(AskedView asked) {
        List<String> columns = asked.keyColumns();
        for (int i = 0; i < columns.size(); i++) {
            Field key = asked.view().entityKeys().field(i);
            String column = columns.get(i);
            if (agrees(column, key.type(), asked.view().id().toString())) {
                KeyColumn.EntityKey use = new KeyColumn.EntityKey(asked.view().entity(), asked.role(), key.name());
                keys.merge(column, new KeyColumn(column, key.type(), List.of(use)), AskedColumns::merged);
            }
        }
    }

    private static KeyColumn merged(KeyColumn column, KeyColumn other) {
        List<KeyColumn.EntityKey> keys = new ArrayList<>(column.keys());
        other.keys().stream().filter(key -> !keys.contains(key)).forEach(keys::add);
        return new KeyColumn(column.name(), column.type(), keys);
    }

    /** @param view for messages */
    void addRequest(Field column, String view) {
        if (agrees(column.name(), column.type(), view)) {
            request.put(column.name(), column);
        }
    }

    private boolean agrees(String column, DataType type, String view) {
        DataType first = types.putIfAbsent(column, type);
        String use = firstUse.putIfAbsent(column, view);
        if (first == null || first.equals(type)) {
            return true;
        }
        conflicts.putIfAbsent(
                column,
                "column '" + column + "' is " + first.displayName() + " for " + use + " and " + type.displayName()
                        + " for " + view + ", but is asked for once");
        return false;
    }

    List<KeyColumn> keys() {
        return List.copyOf(keys.values());
    }

    Schema request() {
        return new Schema(List.copyOf(request.values()));
    }

    Schema keySchema() {
        return new Schema(keys.values().stream()
                .map(column -> new Field(column.name(), column.type()))
                .toList());
    }

    /** The keys, then what is asked for beside. */
    Schema all() {
        List<Field> all = new ArrayList<>(keySchema().fields());
        request.values().stream()
                .filter(column -> !keys.containsKey(column.name()))
                .forEach(all::add);
        return new Schema(all);
    }

    List<String> conflicts() {
        return List.copyOf(conflicts.values());
    }
}
