package dev.asof.offline.parquet;

import dev.asof.registry.compute.nested.Decimals;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ListType;
import dev.asof.registry.compute.schema.MapType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;

/** The form of the files that are written: every column nullable, pages with checksums, the library's defaults else. */
final class ParquetLayout {
    private ParquetLayout() {}

    static ParquetProperties properties() {
        return builder().build();
    }

    /** The same, for the chunks of these rows: with dictionaries where they pay. */
    static ParquetProperties properties(ColumnBatch rows) {
        ParquetProperties.Builder builder = builder();
        for (int i = 0; i < rows.schema().size(); i++) {
            builder.withDictionaryEncoding(rows.schema().field(i).name(), DictionaryChoice.paysFor(rows.column(i)));
        }
        return builder.build();
    }

    private static ParquetProperties.Builder builder() {
        return ParquetProperties.builder().withPageWriteChecksumEnabled(true);
    }

    static MessageType messageType(Schema schema) {
        return new MessageType(
                "asof", schema.fields().stream().map(ParquetLayout::column).toList());
    }

    private static Type column(Field field) {
        return optional(field.type(), field.name(), field.clock());
    }

    private static Type optional(DataType type, String name, Clock clock) {
        return switch (type) {
            case ScalarType scalar -> scalar(scalar, name, clock);
            case DecimalType decimal -> decimal(decimal, name);
            case ListType list ->
                Types.optionalList()
                        .element(optional(list.element(), "element", clock))
                        .named(name);
            case MapType map ->
                Types.optionalMap()
                        .key(Types.required(PrimitiveTypeName.BINARY)
                                .as(LogicalTypeAnnotation.stringType())
                                .named("key"))
                        .value(optional(map.value(), "value", clock))
                        .named(name);
        };
    }

    private static Type scalar(ScalarType type, String name, Clock clock) {
        return switch (type) {
            case BOOL -> plain(PrimitiveTypeName.BOOLEAN, name);
            case INT32 -> plain(PrimitiveTypeName.INT32, name);
            case INT64 -> plain(PrimitiveTypeName.INT64, name);
            case FLOAT32 -> plain(PrimitiveTypeName.FLOAT, name);
            case FLOAT64 -> plain(PrimitiveTypeName.DOUBLE, name);
            case STRING -> annotated(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType(), name);
            case BYTES -> plain(PrimitiveTypeName.BINARY, name);
            case DATE -> annotated(PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType(), name);
            case TIMESTAMP ->
                annotated(
                        PrimitiveTypeName.INT64,
                        LogicalTypeAnnotation.timestampType(clock == Clock.UTC, LogicalTypeAnnotation.TimeUnit.MICROS),
                        name);
        };
    }

    private static Type decimal(DecimalType type, String name) {
        LogicalTypeAnnotation annotation = LogicalTypeAnnotation.decimalType(type.scale(), type.precision());
        return type.lane() == DataType.Lane.LONG
                ? annotated(PrimitiveTypeName.INT64, annotation, name)
                : Types.optional(PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY)
                        .length(Decimals.WIDE_BYTES)
                        .as(annotation)
                        .named(name);
    }

    private static Type plain(PrimitiveTypeName form, String name) {
        return Types.optional(form).named(name);
    }

    private static Type annotated(PrimitiveTypeName form, LogicalTypeAnnotation annotation, String name) {
        return Types.optional(form).as(annotation).named(name);
    }
}
