package dev.asof.online.erase;

import dev.asof.online.live.LiveCatalog;
import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.TypeCheck;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The entities that are meant by the names and values of keys, as people write them. */
public final class NamedEntities {
    private NamedEntities() {}

    /**
     * An entity.
     *
     * @param name the name of its kind
     * @param keys its keys' names and types
     * @param encodedKey its key, encoded
     */
    public record NamedEntity(String name, Schema keys, byte[] encodedKey) {}

    /** A kind of entity. */
    private record Kind(String name, Schema keys) {}

    /**
     * The entities, one of each kind that has these keys; a kind may have had keys of several types.
     *
     * @param keys the text of each key by name
     * @throws AsofException INVALID_ARGUMENT if there is none, or a value cannot be one
     */
    public static List<NamedEntity> find(Map<String, String> keys, LiveCatalog catalog) {
        Set<Kind> kinds = new LinkedHashSet<>();
        catalog.views()
                .forEach(view -> kinds.add(
                        new Kind(view.definition().entity(), view.definition().entityKeys())));
        List<NamedEntity> found = kinds.stream()
                .filter(kind -> Set.copyOf(kind.keys().names()).equals(keys.keySet()))
                .map(kind -> new NamedEntity(kind.name(), kind.keys(), encode(kind, keys)))
                .toList();
        if (found.isEmpty()) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot tell which entity is meant: no feature view is about one with "
                            + (keys.isEmpty() ? "no keys" : "the keys " + String.join(", ", keys.keySet()))
                            + ". There are "
                            + kinds.stream()
                                    .map(kind -> kind.name() + " ("
                                            + String.join(", ", kind.keys().names()) + ")")
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        return found;
    }

    private static byte[] encode(Kind kind, Map<String, String> keys) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (Field key : kind.keys().fields()) {
            fields.add(new Field(key.name(), ScalarType.STRING));
            columns.add(Value.ofText(keys.getOrDefault(key.name(), "")).repeat(1));
        }
        CheckedRows typed =
                new TypeCheck(kind.keys(), Optional.empty()).check(new ColumnBatch(new Schema(fields), columns, 1));
        if (!typed.violations().isEmpty()) {
            Violation first = typed.violations().getFirst();
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot tell which " + kind.name() + " is meant: " + first.column() + ": " + first.message() + ".");
        }
        return new EntityKeyCodec(kind.keys())
                .encode(typed.rows().columns(), new int[] {0})
                .key(0);
    }
}
