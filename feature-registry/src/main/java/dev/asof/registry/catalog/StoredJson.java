package dev.asof.registry.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads the keys of a stored JSON object. What is missing or of another kind throws {@link IllegalArgumentException}
 * with the path, which the store reports as damage.
 */
record StoredJson(String path, JsonNode node) {

    Optional<StoredJson> find(String key) {
        JsonNode value = node.get(key);
        return value == null || value.isNull()
                ? Optional.empty()
                : Optional.of(new StoredJson(path + "." + key, value));
    }

    StoredJson get(String key) {
        return find(key).orElseThrow(() -> new IllegalArgumentException(path + "." + key + " is missing"));
    }

    String text(String key) {
        return get(key).text();
    }

    Optional<String> findText(String key) {
        return find(key).map(StoredJson::text);
    }

    String text() {
        if (!node.isTextual()) {
            throw new IllegalArgumentException(path + " is not a text");
        }
        return node.textValue();
    }

    long integer(String key) {
        StoredJson value = get(key);
        if (!value.node.isIntegralNumber() || !value.node.canConvertToLong()) {
            throw new IllegalArgumentException(value.path + " is not an integer");
        }
        return value.node.longValue();
    }

    boolean flag(String key) {
        StoredJson value = get(key);
        if (!value.node.isBoolean()) {
            throw new IllegalArgumentException(value.path + " is neither true nor false");
        }
        return value.node.booleanValue();
    }

    /** The items of the list under {@code key}, none if it is absent. */
    List<StoredJson> items(String key) {
        List<StoredJson> items = new ArrayList<>();
        find(key).ifPresent(list -> {
            if (!(list.node instanceof ArrayNode array)) {
                throw new IllegalArgumentException(list.path + " is not a list");
            }
            array.forEach(item -> items.add(new StoredJson(list.path + "[" + items.size() + "]", item)));
        });
        return items;
    }

    List<String> texts(String key) {
        return items(key).stream().map(StoredJson::text).toList();
    }

    /** The values of the object under {@code key}, each made from its name and value; none if it is absent. */
    <T> List<T> properties(String key, Function<String, Function<StoredJson, T>> make) {
        List<T> values = new ArrayList<>();
        find(key).ifPresent(object -> {
            if (!(object.node instanceof ObjectNode properties)) {
                throw new IllegalArgumentException(object.path + " is not an object");
            }
            properties
                    .properties()
                    .forEach(property -> values.add(make.apply(property.getKey())
                            .apply(new StoredJson(object.path + "." + property.getKey(), property.getValue()))));
        });
        return values;
    }
}
