package dev.asof.offline.parquet;

import dev.asof.registry.compute.schema.Field;
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
        return ParquetProperties.builder().withPageWriteChecksumEnabled(true).build();
    }

    static MessageType messageType(Schema schema) {
        return new MessageType(
                "asof", schema.fields().stream().map(ParquetLayout::column).toList());
    }

    private static Type column(Field field) {
        return switch (field.type()) {
            case ScalarType type ->
                switch (type) {
                    case BOOL -> plain(PrimitiveTypeName.BOOLEAN, field);
                    case INT32 -> plain(PrimitiveTypeName.INT32, field);
                    case INT64 -> plain(PrimitiveTypeName.INT64, field);
                    case FLOAT32 -> plain(PrimitiveTypeName.FLOAT, field);
                    case FLOAT64 -> plain(PrimitiveTypeName.DOUBLE, field);
                    case STRING -> annotated(PrimitiveTypeName.BINARY, LogicalTypeAnnotation.stringType(), field);
                    case DATE -> annotated(PrimitiveTypeName.INT32, LogicalTypeAnnotation.dateType(), field);
                    case TIMESTAMP ->
                        annotated(
                                PrimitiveTypeName.INT64,
                                LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MICROS),
                                field);
                };
        };
    }

    private static Type plain(PrimitiveTypeName form, Field field) {
        return Types.optional(form).named(field.name());
    }

    private static Type annotated(PrimitiveTypeName form, LogicalTypeAnnotation annotation, Field field) {
        return Types.optional(form).as(annotation).named(field.name());
    }
}
