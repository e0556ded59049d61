package dev.asof.offline.arrow;

import dev.asof.offline.table.ColumnPaths;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * The columns that a file's schema has for us: those at its top, and the fields of structs by their path, such as {@code
 * address.city}.
 */
final class ArrowPlaces {
    private final ArrowFileReader reader;
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Set<String> atTop = new HashSet<>();
    private final ColumnPaths paths;

    private ArrowPlaces(Path file, ArrowFileReader reader) {
        this.reader = reader;
        this.paths = new ColumnPaths(file);
    }

    /**
     * Where a column stands.
     *
     * @param path the names of the structs around it, then its own
     * @param values what its values are, also of one that holds codes of a dictionary
     * @param nullable whether it, or a struct around it, may be null
     */
    record Place(List<String> path, Field values, boolean nullable) {
        Place {
            path = List.copyOf(path);
        }
    }

    /**
     * All columns by name, in the file's order; where a struct's field has the name of a column at the top, that one.
     *
     * @throws dev.asof.registry.error.AsofException if a column stands twice
     */
    static Map<String, Place> of(Path file, ArrowFileReader reader) throws IOException {
        ArrowPlaces columns = new ArrowPlaces(file, reader);
        List<Field> fields = reader.getVectorSchemaRoot().getSchema().getFields();
        fields.stream().filter(field -> !isStruct(field)).forEach(field -> columns.atTop.add(field.getName()));
        for (Field field : fields) {
            columns.add(List.of(), field, false);
        }
        return columns.places;
    }

    private void add(List<String> structs, Field field, boolean nullable) throws IOException {
        List<String> path = new ArrayList<>(structs);
        path.add(field.getName());
        if (isStruct(field)) {
            for (Field child : field.getChildren()) {
                add(path, child, nullable || field.isNullable());
            }
            return;
        }
        paths.add(path);
        String name = String.join(".", path);
        if (path.size() == 1 || !atTop.contains(name)) {
            places.putIfAbsent(name, new Place(path, values(field), nullable || field.isNullable()));
        }
    }

    private Field values(Field field) throws IOException {
        return field.getDictionary() == null
                ? field
                : dictionary(field, reader).getVector().getField();
    }

    private static boolean isStruct(Field field) {
        return field.getType() instanceof ArrowType.Struct && field.getDictionary() == null;
    }

    /** The values that a column's codes stand for. */
    static Dictionary dictionary(Field field, ArrowFileReader reader) throws IOException {
        Dictionary dictionary =
                reader.getDictionaryVectors().get(field.getDictionary().getId());
        if (dictionary == null) {
            throw new IOException("the dictionary of column '" + field.getName() + "' is missing");
        }
        return dictionary;
    }
}
