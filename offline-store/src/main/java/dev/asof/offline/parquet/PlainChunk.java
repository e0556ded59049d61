package dev.asof.offline.parquet;

import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.DecimalType;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.compute.schema.ScalarType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.column.values.ValuesWriter;

/**
 * Writes numbers of eight bytes without a dictionary, a page at a time: the very pages that the library makes of them value by value. Not
 * thread-safe.
 */
final class PlainChunk {
    private final ParquetProperties properties;
    private final ColumnDescriptor descriptor;

    PlainChunk(ParquetProperties properties, ColumnDescriptor descriptor) {
        this.properties = properties;
        this.descriptor = descriptor;
    }

    /** Whether values of a type are numbers of eight bytes. */
    static boolean takes(DataType type) {
        return type == ScalarType.INT64
                || type == ScalarType.TIMESTAMP
                || type == ScalarType.FLOAT64
                || (type instanceof DecimalType && type.lane() == DataType.Lane.LONG);
    }

    /** Writes all of a column. Its pages never are so large that their size would end them before their rows do. */
    void write(Column column, PageWriter pages) {
        try (ValuesWriter levels = properties.newDefinitionLevelWriter(descriptor)) {
            int rows = Math.ceilDiv(properties.getPageRowCountLimit(), EncodedRowGroup.ROWS_AT_A_TIME)
                    * EncodedRowGroup.ROWS_AT_A_TIME;
            for (int from = 0; from < column.size(); from += rows) {
                write(column, from, Math.min(column.size(), from + rows), levels, pages);
                levels.reset();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Column column, int from, int to, ValuesWriter levels, PageWriter pages) throws IOException {
        int nulls = writeLevels(column, from, to, levels);
        Statistics<?> statistics = Statistics.createStats(descriptor.getPrimitiveType());
        statistics.incrementNumNulls(nulls);
        ByteBuffer values =
                ByteBuffer.allocate((to - from - nulls) * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        switch (column) {
            case LongColumn longs -> write(longs, from, to, values, statistics);
            case DoubleColumn doubles -> write(doubles, from, to, values, statistics);
            default -> throw new IllegalArgumentException("No numbers of eight bytes: " + column.type());
        }
        pages.writePage(
                BytesInput.concat(levels.getBytes(), BytesInput.from(values.array())),
                to - from,
                to - from,
                statistics,
                SizeStatistics.newBuilder(
                                descriptor.getPrimitiveType(),
                                descriptor.getMaxRepetitionLevel(),
                                descriptor.getMaxDefinitionLevel())
                        .build(),
                GeospatialStatistics.newBuilder(descriptor.getPrimitiveType()).build(),
                Encoding.BIT_PACKED,
                levels.getEncoding(),
                Encoding.PLAIN);
    }

    private static int writeLevels(Column column, int from, int to, ValuesWriter levels) {
        int nulls = 0;
        for (int row = from; row < to; row++) {
            boolean isNull = column.isNull(row);
            levels.writeInteger(isNull ? 0 : 1);
            nulls += isNull ? 1 : 0;
        }
        return nulls;
    }

    private static void write(LongColumn column, int from, int to, ByteBuffer target, Statistics<?> statistics) {
        long least = Long.MAX_VALUE;
        long greatest = Long.MIN_VALUE;
        for (int row = from; row < to; row++) {
            if (!column.isNull(row)) {
                long value = column.values()[row];
                target.putLong(value);
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        if (target.position() > 0) {
            statistics.updateStats(least);
            statistics.updateStats(greatest);
        }
    }

    /** NaNs have no place among the others; the statistics count them. Of the zeros -0.0 is the lesser. */
    private static void write(DoubleColumn column, int from, int to, ByteBuffer target, Statistics<?> statistics) {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        int nans = 0;
        for (int row = from; row < to; row++) {
            if (!column.isNull(row)) {
                double value = column.values()[row];
                target.putDouble(value);
                boolean isNaN = Double.isNaN(value);
                nans += isNaN ? 1 : 0;
                least = isNaN ? least : Math.min(least, value);
                greatest = isNaN ? greatest : Math.max(greatest, value);
            }
        }
        for (int i = 0; i < nans; i++) {
            statistics.updateStats(Double.NaN);
        }
        if (target.position() > nans * Double.BYTES) {
            statistics.updateStats(least);
            statistics.updateStats(greatest);
        }
    }
}
