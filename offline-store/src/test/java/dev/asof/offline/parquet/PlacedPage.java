package dev.asof.offline.parquet;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;

/**
 * A page of a column of a file of one row group.
 *
 * @param offset where in the file its header begins
 * @param content where its content begins
 * @param end where that ends
 */
record PlacedPage(String column, int offset, int content, int end) {

    /** The pages of a file. */
    static List<PlacedPage> of(Path file, byte[] bytes) throws IOException {
        List<PlacedPage> pages = new ArrayList<>();
        for (ColumnChunkMetaData chunk :
                ParquetFile.open(file).footer().getBlocks().getFirst().getColumns()) {
            pages.addAll(of(bytes, chunk));
        }
        return pages;
    }

    private static List<PlacedPage> of(byte[] file, ColumnChunkMetaData chunk) throws IOException {
        List<PlacedPage> pages = new ArrayList<>();
        int at = (int) chunk.getStartingPos();
        while (at < chunk.getStartingPos() + chunk.getTotalSize()) {
            ByteArrayInputStream in = new ByteArrayInputStream(file, at, file.length - at);
            int size = Util.readPageHeader(in).getCompressed_page_size();
            int content = file.length - in.available();
            pages.add(new PlacedPage(chunk.getPath().toDotString(), at, content, content + size));
            at = content + size;
        }
        return pages;
    }

    /** Whether a byte of the file is one of the content. */
    boolean contains(int at) {
        return at >= content && at < end;
    }

    PageHeader header(byte[] file) throws IOException {
        return Util.readPageHeader(new ByteArrayInputStream(file, offset, content - offset));
    }

    /** The file with another header. All that follows the page stays where it is, so what a longer header takes the page's content lacks. */
    byte[] withHeader(byte[] file, Consumer<PageHeader> change) throws IOException {
        PageHeader header = header(file);
        change.accept(header);
        ByteArrayOutputStream start = new ByteArrayOutputStream();
        Util.writePageHeader(header, start);
        byte[] page = Arrays.copyOfRange(file, content, end);
        ByteBuffer changed = ByteBuffer.wrap(file.clone());
        changed.position(offset).put(start.toByteArray());
        changed.put(page, 0, Math.clamp(end - changed.position(), 0, page.length));
        return changed.array();
    }
}
