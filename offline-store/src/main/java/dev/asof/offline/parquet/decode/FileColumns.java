package dev.asof.offline.parquet.decode;

import dev.asof.offline.table.ColumnPaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.Type;

/**
 * The columns that a file's schema has for us: those at its top, and the fields of structs by their path, such as {@code
 * address.city}. A list or a map is one column.
 */
public final class FileColumns {
    private final Map<String, Place> places = new LinkedHashMap<>();
    private final Set<String> atTop = new HashSet<>();
    private final ColumnPaths paths;

    private FileColumns(Path file) {
        this.paths = new ColumnPaths(file);
    }

    /**
     * Where a column stands.
     *
     * @param path the names of the structs around it, then its own
     * @param type in the file
     * @param nullable whether it, or a struct around it, may be null
     */
    public record Place(List<String> path, Type type, boolean nullable) {
        public Place {
            path = List.copyOf(path);
        }
    }

    /**
     * All columns by name, in the file's order; where a struct's field has the name of a column at the top, that one.
     *
     * @throws dev.asof.registry.error.AsofException if a column stands twice
     */
    public static Map<String, Place> of(Path file, GroupType schema) {
        FileColumns columns = new FileColumns(file);
        schema.getFields().stream()
                .filter(field -> !isStruct(field))
                .forEach(field -> columns.atTop.add(field.getName()));
        for (Type field : schema.getFields()) {
            Place place = new Place(List.of(field.getName()), field, isNullable(field));
            if (isStruct(field)) {
                columns.addFields(place);
            } else {
                columns.paths.add(place.path());
                columns.places.put(field.getName(), place);
            }
        }
        return columns.places;
    }

    private void addFields(Place struct) {
        for (Type field : struct.type().asGroupType().getFields()) {
            List<String> path = new ArrayList<>(struct.path());
            path.add(field.getName());
            Place place = new Place(path, field, struct.nullable() || isNullable(field));
            if (isStruct(field)) {
                addFields(place);
            } else {
                paths.add(path);
                add(place);
            }
        }
    }

    private void add(Place place) {
        String name = String.join(".", place.path());
        if (!atTop.contains(name)) {
            places.putIfAbsent(name, place);
        }
    }

    private static boolean isNullable(Type field) {
        return !field.isRepetition(Type.Repetition.REQUIRED);
    }

    private static boolean isStruct(Type field) {
        return !field.isPrimitive()
                && !field.isRepetition(Type.Repetition.REPEATED)
                && !isAnnotated(field.getLogicalTypeAnnotation());
    }

    private static boolean isAnnotated(LogicalTypeAnnotation annotation) {
        return annotation instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation
                || annotation instanceof LogicalTypeAnnotation.MapLogicalTypeAnnotation
                || annotation instanceof LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
    }
}
