package dev.asof.it.foreign;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/** Writes files whose footer states nothing of the rows; the pages are the same bytes at the same places. */
final class SilentCopy {
    private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

    private SilentCopy() {}

    static void write(Path file, Path copy) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        int end = bytes.length - MAGIC.length - Integer.BYTES;
        int size = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
        FileMetaData footer = Util.readFileMetaData(new ByteArrayInputStream(bytes, end - size, size));
        for (RowGroup rowGroup : footer.getRow_groups()) {
            rowGroup.getColumns().forEach(SilentCopy::silence);
        }
        ByteArrayOutputStream silent = new ByteArrayOutputStream();
        Util.writeFileMetaData(footer, silent);
        ByteBuffer all = ByteBuffer.allocate(end - size + silent.size() + Integer.BYTES + MAGIC.length)
                .order(ByteOrder.LITTLE_ENDIAN);
        all.put(Arrays.copyOf(bytes, end - size))
                .put(silent.toByteArray())
                .putInt(silent.size())
                .put(MAGIC);
        Files.write(copy, all.array());
    }

    /** That a page may be plain keeps the dictionary from counting for all values. */
    private static void silence(ColumnChunk chunk) {
        chunk.unsetColumn_index_offset();
        chunk.unsetColumn_index_length();
        chunk.unsetOffset_index_offset();
        chunk.unsetOffset_index_length();
        ColumnMetaData column = chunk.getMeta_data();
        column.unsetStatistics();
        column.unsetEncoding_stats();
        column.unsetBloom_filter_offset();
        column.unsetBloom_filter_length();
        column.addToEncodings(Encoding.PLAIN);
    }
}
