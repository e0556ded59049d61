package dev.asof.offline.output;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What pandas reads of a table's metadata, as its developers' documentation has it ("Storing pandas DataFrame objects
 * in Apache Parquet format"): with it integers and bools keep their type where there are nulls, instead of becoming
 * floats and objects.
 */
final class PandasMetadata {
    static final String KEY = "pandas";

    /** The version of pandas whose form this is. */
    private static final String PANDAS_VERSION = "1.5.3";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PandasMetadata() {}

    static String of(Schema schema) {
        ObjectNode root = JSON.objectNode();
        root.putArray("index_columns");
        root.putArray("column_indexes");
        ArrayNode columns = root.putArray("columns");
        schema.fields().forEach(field -> columns.add(column(field)));
        root.putObject("creator").put("library", "asof").put("version", "1");
        root.put("pandas_version", PANDAS_VERSION);
        return root.toString();
    }

    private static ObjectNode column(Field field) {
        DataType type = field.type();
        ObjectNode column = JSON.objectNode()
                .put("name", field.name())
                .put("field_name", field.name())
                .put("pandas_type", pandasType(type))
                .put("numpy_type", type instanceof ScalarType scalar ? numpyType(scalar) : "object");
        column.set("metadata", metadata(type));
        return column;
    }

    private static @Nullable ObjectNode metadata(DataType type) {
        if (type instanceof DecimalType decimal) {
            return JSON.objectNode().put("precision", decimal.precision()).put("scale", decimal.scale());
        }
        return type == ScalarType.TIMESTAMP ? JSON.objectNode().put("timezone", "UTC") : null;
    }

    private static String pandasType(DataType type) {
        return switch (type) {
            case ScalarType scalar -> pandasType(scalar);
            case DecimalType decimal -> "decimal";
            case ListType list -> "list[" + pandasType(list.element()) + "]";
            case MapType map -> "object";
        };
    }

    private static String pandasType(ScalarType type) {
        return switch (type) {
            case BOOL -> "bool";
            case INT32 -> "int32";
            case INT64 -> "int64";
            case FLOAT32 -> "float32";
            case FLOAT64 -> "float64";
            case STRING -> "unicode";
            case BYTES -> "bytes";
            case DATE -> "date";
            case TIMESTAMP -> "datetimetz";
        };
    }

    private static String numpyType(ScalarType type) {
        return switch (type) {
            case BOOL -> "boolean";
            case INT32 -> "Int32";
            case INT64 -> "Int64";
            case FLOAT32 -> "float32";
            case FLOAT64 -> "float64";
            case STRING, BYTES, DATE -> "object";
            case TIMESTAMP -> "datetime64[us]";
        };
    }
}
