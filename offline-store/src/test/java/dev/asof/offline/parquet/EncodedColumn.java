package dev.asof.offline.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.column.values.ValuesWriter;
import org.apache.parquet.column.values.bytestreamsplit.ByteStreamSplitValuesWriter;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForInteger;
import org.apache.parquet.column.values.delta.DeltaBinaryPackingValuesWriterForLong;
import org.apache.parquet.column.values.deltalengthbytearray.DeltaLengthByteArrayValuesWriter;
import org.apache.parquet.column.values.deltastrings.DeltaByteArrayWriter;
import org.apache.parquet.column.values.plain.BooleanPlainValuesWriter;
import org.apache.parquet.column.values.plain.FixedLenByteArrayPlainValuesWriter;
import org.apache.parquet.column.values.plain.PlainValuesWriter;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridValuesWriter;

/** A column that is written with one encoding, whatever the library would choose. */
record EncodedColumn(FileType type, Encoding encoding) {

    /** The types, with their text in a schema. */
    enum FileType {
        BOOL("boolean", ""),
        INT32("int32", ""),
        INT16("int32", " (INTEGER(16,true))"),
        UINT32("int32", " (INTEGER(32,false))"),
        DATE("int32", " (DATE)"),
        INT64("int64", ""),
        MILLIS("int64", " (TIMESTAMP(MILLIS,true))"),
        MICROS("int64", " (TIMESTAMP(MICROS,true))"),
        NANOS("int64", " (TIMESTAMP(NANOS,false))"),
        INT96("int96", ""),
        FLOAT("float", ""),
        DOUBLE("double", ""),
        TEXT("binary", " (STRING)");

        final String physical;
        private final String annotation;

        FileType(String physical, String annotation) {
            this.physical = physical;
            this.annotation = annotation;
        }
    }

    /** The encodings; those of a dictionary are the library's own choice. */
    enum Encoding {
        PLAIN,
        DICTIONARY,
        /** A dictionary that grows too large within a column chunk, whose later pages are encoded without it. */
        DICTIONARY_AT_FIRST,
        RLE,
        DELTA_BINARY_PACKED,
        DELTA_LENGTH_BYTE_ARRAY,
        DELTA_BYTE_ARRAY,
        BYTE_STREAM_SPLIT;

        /** What the footer calls it, or a part of that. */
        String inFile() {
            return hasDictionary() ? "" : name();
        }

        boolean hasDictionary() {
            return this == DICTIONARY || this == DICTIONARY_AT_FIRST;
        }
    }

    static List<EncodedColumn> all() {
        List<EncodedColumn> all = new ArrayList<>();
        for (FileType type : FileType.values()) {
            encodings(type.physical).forEach(encoding -> all.add(new EncodedColumn(type, encoding)));
        }
        return all;
    }

    private static List<Encoding> encodings(String physical) {
        return switch (physical) {
            case "boolean" -> List.of(Encoding.PLAIN, Encoding.RLE);
            case "int32", "int64" ->
                List.of(
                        Encoding.PLAIN,
                        Encoding.DICTIONARY,
                        Encoding.DICTIONARY_AT_FIRST,
                        Encoding.DELTA_BINARY_PACKED,
                        Encoding.BYTE_STREAM_SPLIT);
            case "int96" -> List.of(Encoding.PLAIN, Encoding.DICTIONARY, Encoding.DICTIONARY_AT_FIRST);
            case "float", "double" ->
                List.of(Encoding.PLAIN, Encoding.DICTIONARY, Encoding.DICTIONARY_AT_FIRST, Encoding.BYTE_STREAM_SPLIT);
            default ->
                List.of(
                        Encoding.PLAIN,
                        Encoding.DICTIONARY,
                        Encoding.DICTIONARY_AT_FIRST,
                        Encoding.DELTA_LENGTH_BYTE_ARRAY,
                        Encoding.DELTA_BYTE_ARRAY);
        };
    }

    String name() {
        return type + "_" + encoding;
    }

    String declaration(String repetition) {
        return repetition + " " + type.physical + " " + name() + type.annotation + ";";
    }

    /** The writer of the values of a page. */
    ValuesWriter writer() {
        int slab = 1 << 12;
        int page = 1 << 20;
        ByteBufferAllocator heap = HeapByteBufferAllocator.getInstance();
        boolean isInt = type.physical.equals("int32");
        return switch (encoding) {
            case PLAIN ->
                switch (type.physical) {
                    case "boolean" -> new BooleanPlainValuesWriter();
                    case "int96" -> new FixedLenByteArrayPlainValuesWriter(12, slab, page, heap);
                    default -> new PlainValuesWriter(slab, page, heap);
                };
            case RLE -> new RunLengthBitPackingHybridValuesWriter(1, slab, page, heap);
            case DELTA_BINARY_PACKED ->
                isInt
                        ? new DeltaBinaryPackingValuesWriterForInteger(slab, page, heap)
                        : new DeltaBinaryPackingValuesWriterForLong(slab, page, heap);
            case DELTA_LENGTH_BYTE_ARRAY -> new DeltaLengthByteArrayValuesWriter(slab, page, heap);
            case DELTA_BYTE_ARRAY -> new DeltaByteArrayWriter(slab, page, heap);
            case BYTE_STREAM_SPLIT ->
                switch (type.physical) {
                    case "int32" ->
                        new ByteStreamSplitValuesWriter.IntegerByteStreamSplitValuesWriter(slab, page, heap);
                    case "int64" -> new ByteStreamSplitValuesWriter.LongByteStreamSplitValuesWriter(slab, page, heap);
                    case "float" -> new ByteStreamSplitValuesWriter.FloatByteStreamSplitValuesWriter(slab, page, heap);
                    default -> new ByteStreamSplitValuesWriter.DoubleByteStreamSplitValuesWriter(slab, page, heap);
                };
            case DICTIONARY, DICTIONARY_AT_FIRST -> throw new IllegalStateException("the library chooses: " + this);
        };
    }
}
