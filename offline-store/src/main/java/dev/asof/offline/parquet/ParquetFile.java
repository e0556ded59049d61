package dev.asof.offline.parquet;

import dev.asof.offline.parquet.decode.ColumnDecoder;
import dev.asof.offline.parquet.decode.ColumnFormat;
import dev.asof.offline.parquet.decode.FileColumns;
import dev.asof.offline.parquet.encoding.DamagedPageException;
import dev.asof.offline.table.LongRange;
import dev.asof.offline.table.PartStatistics;
import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.offline.table.TableColumn;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ColumnPath;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A local Parquet file, of which the footer was read. Immutable and thread-safe; it holds no open file.
 *
 * <p>Every method that reads fails with an {@link dev.asof.registry.error.AsofException} that names the file, the column
 * where it is known, and what is wrong: not Parquet, cut off, damaged, encrypted, or of a type that is not read.
 */
public final class ParquetFile implements TableFile {
    private static final int MAGIC_BYTES = 4;
    private static final int TRAILER_BYTES = 8;

    private final Path path;
    private final long sizeBytes;
    private final ParquetMetadata footer;
    private final Map<String, FileColumns.Place> places;
    private final Map<String, ColumnFormat> formats;

    private ParquetFile(Path path, long sizeBytes, ParquetMetadata footer) {
        this.path = path;
        this.sizeBytes = sizeBytes;
        this.footer = footer;
        this.formats = new LinkedHashMap<>();
        this.places = FileColumns.of(path, footer.getFileMetaData().getSchema());
        places.forEach((name, place) -> formats.put(name, ColumnFormat.of(place.type())));
    }

    /** Reads the footer of a file. */
    public static ParquetFile open(Path path) {
        requireParquet(path);
        try {
            return StatedStructures.read(() -> read(path));
        } catch (IOException | RuntimeException e) {
            throw ParquetErrors.unreadable(path, path.toString(), e);
        }
    }

    private static ParquetFile read(Path path) throws IOException {
        LocalInput input = new LocalInput(path);
        try (SeekableInputStream in = input.newStream()) {
            ParquetMetadata footer =
                    ParquetFileReader.readFooter(input, options(new Codecs.PageArrays.Own(), new ScanBuffers()), in);
            requireRowCounts(footer);
            return new ParquetFile(path, Files.size(path), footer);
        }
    }

    /** Whatever counts rows relies on them, also where no column is read; those of one row group have numbers of 31 bits. */
    private static void requireRowCounts(ParquetMetadata footer) {
        long left = Long.MAX_VALUE;
        for (BlockMetaData rowGroup : footer.getBlocks()) {
            long rows = rowGroup.getRowCount();
            if (rows < 0 || rows > left) {
                throw new DamagedPageException("its footer states a row group of " + rows + " rows");
            }
            if (rows > Integer.MAX_VALUE) {
                throw new UnsupportedOperationException("it has a row group of " + rows + " rows");
            }
            left -= rows;
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public Schema schema() {
        List<Field> fields = new ArrayList<>();
        formats.forEach((name, format) -> format.field(name).ifPresent(fields::add));
        return new Schema(fields);
    }

    @Override
    public List<TableColumn> columns() {
        return places.entrySet().stream()
                .map(column -> column(column.getKey(), column.getValue()))
                .toList();
    }

    private static TableColumn column(String name, FileColumns.Place place) {
        ColumnFormat format = ColumnFormat.of(place.type());
        String description = format instanceof ColumnFormat.Unsupported unsupported
                ? unsupported.description()
                : format.readType().map(DataType::displayName).orElseThrow();
        return new TableColumn(name, format.readType(), description, place.nullable());
    }

    @Override
    public int partCount() {
        return footer.getBlocks().size();
    }

    @Override
    public long rowCount(int rowGroup) {
        return footer.getBlocks().get(rowGroup).getRowCount();
    }

    @Override
    public Optional<LongRange> range(int rowGroup, String column) {
        return formats.get(column) instanceof ColumnFormat.Readable format
                ? ColumnStatistics.range(format, chunk(rowGroup, column).getStatistics())
                : Optional.empty();
    }

    @Override
    public PartStatistics statistics(int rowGroup) {
        return new ParquetStatistics(this, rowGroup);
    }

    @Override
    public void requireReadable(int rowGroup, List<String> columns) {
        requirePlausible(rowGroup, readable(columns));
    }

    @Override
    public ParquetRows rows(int rowGroup, List<String> columns) {
        return rows(rowGroup, columns, new ScanBuffers());
    }

    @Override
    public ParquetRows rows(int rowGroup, List<String> columns, ScanBuffers buffers) {
        return ParquetRows.open(this, rowGroup, readable(columns), RowSpan.all(rowCount(rowGroup)), buffers);
    }

    @Override
    public ParquetRows rows(int rowGroup, List<String> columns, List<RowSpan> spans, ScanBuffers buffers) {
        return ParquetRows.open(this, rowGroup, readable(columns), spans, buffers);
    }

    /** Whether there is a column of that name which can be read. */
    boolean isRead(String column) {
        return formats.containsKey(column) && !(formats.get(column) instanceof ColumnFormat.Unsupported);
    }

    /** How a column of single values is read; empty where there is no such. */
    Optional<ColumnFormat.Readable> readable(String column) {
        return formats.get(column) instanceof ColumnFormat.Readable format ? Optional.of(format) : Optional.empty();
    }

    ParquetMetadata footer() {
        return footer;
    }

    /** Where a column of the file stands. */
    FileColumns.Place place(String column) {
        return Objects.requireNonNull(places.get(column), column);
    }

    /** What the footer says of a column of a row group that is one primitive column: of an encrypted one nothing. */
    ColumnChunkMetaData chunk(int rowGroup, String column) {
        ColumnPath columnPath = ColumnPath.get(place(column).path().toArray(String[]::new));
        ColumnChunkMetaData found = footer.getBlocks().get(rowGroup).getColumns().stream()
                .filter(chunk -> chunk.getPath().equals(columnPath))
                .findFirst()
                .orElseThrow(() -> damaged(rowGroup, column, "the footer does not say where it is"));
        requirePlain(found);
        return found;
    }

    private void requirePlain(ColumnChunkMetaData chunk) {
        if (chunk.isEncrypted()) {
            throw ParquetErrors.encrypted(path);
        }
    }

    /** Refuses columns, before memory is taken for them, that are encrypted, don't lie within the file or have no value per row. */
    void requirePlausible(int rowGroup, Map<String, ColumnFormat> columns) {
        columns.forEach((column, format) -> {
            if (format instanceof ColumnFormat.Readable) {
                ColumnChunkMetaData chunk = chunk(rowGroup, column);
                requireWithin(rowGroup, column, chunk);
                requireValues(rowGroup, column, chunk);
            } else {
                chunksUnder(rowGroup, column).forEach(chunk -> requireWithin(rowGroup, column, chunk));
            }
        });
    }

    /** What the footer says of the primitive columns of a row group that a column is made of. */
    List<ColumnChunkMetaData> chunksUnder(int rowGroup, String column) {
        List<String> above = place(column).path();
        return footer.getBlocks().get(rowGroup).getColumns().stream()
                .filter(chunk -> chunk.getPath().size() >= above.size()
                        && List.of(chunk.getPath().toArray())
                                .subList(0, above.size())
                                .equals(above))
                .toList();
    }

    private void requireWithin(int rowGroup, String column, ColumnChunkMetaData chunk) {
        requirePlain(chunk);
        if (!hasWithin(chunk)) {
            throw damaged(
                    rowGroup,
                    column,
                    chunk.getTotalSize() + " bytes from byte " + chunk.getStartingPos() + " on are not in a file of "
                            + sizeBytes);
        }
    }

    /** Whether a column of a row group lies within the file. */
    boolean hasWithin(ColumnChunkMetaData chunk) {
        long start = chunk.getStartingPos();
        long size = chunk.getTotalSize();
        return start >= MAGIC_BYTES && size >= 0 && size <= sizeBytes - start;
    }

    private void requireValues(int rowGroup, String column, ColumnChunkMetaData chunk) {
        long rowCount = rowCount(rowGroup);
        if (chunk.getValueCount() != rowCount) {
            throw damaged(rowGroup, column, "it states " + chunk.getValueCount() + " values in " + rowCount + " rows");
        }
    }

    /** The footer's own mistakes, which lie in no page. */
    private AsofException damaged(int rowGroup, String column, String what) {
        return ParquetErrors.damaged(
                path, "column '" + column + "' of " + path + " (row group " + rowGroup + ")", what);
    }

    /** Whether many values of each of the columns can be decoded at a time. */
    boolean isDecodedInBulk(int rowGroup, Map<String, ColumnFormat> columns) {
        return columns.entrySet().stream()
                .allMatch(column -> column.getValue() instanceof ColumnFormat.Readable format
                        && ColumnDecoder.isBulk(chunk(rowGroup, column.getKey()), format));
    }

    ParquetFileReader openReader(Codecs.PageArrays arrays, ScanBuffers buffers) throws IOException {
        LocalInput input = new LocalInput(path);
        return ParquetFileReader.open(input, footer, options(arrays, buffers), input.newStream());
    }

    private Map<String, ColumnFormat> readable(List<String> columns) {
        Map<String, ColumnFormat> readable = new LinkedHashMap<>();
        for (String column : columns) {
            switch (formats.get(column)) {
                case null -> {}
                case ColumnFormat.Readable format -> readable.put(column, format);
                case ColumnFormat.Nested format -> readable.put(column, format);
                case ColumnFormat.Unsupported format ->
                    throw ParquetErrors.unsupported(path, column, format.description());
            }
        }
        return readable;
    }

    private static ParquetReadOptions options(Codecs.PageArrays arrays, ScanBuffers buffers) {
        return new ParquetReadOptions.Builder(new PlainParquetConfiguration())
                .withCodecFactory(new Codecs(arrays))
                .withAllocator(new PageAllocator(buffers))
                .usePageChecksumVerification()
                .build();
    }

    private static void requireParquet(Path path) {
        if (!Files.exists(path)) {
            throw ParquetErrors.missing(path);
        }
        if (!Files.isRegularFile(path)) {
            throw ParquetErrors.notParquet(path, "it is not a file");
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            requireParquet(path, channel);
        } catch (IOException e) {
            throw ParquetErrors.unreadable(path, path.toString(), e);
        }
    }

    private static void requireParquet(Path path, FileChannel channel) throws IOException {
        if (channel.size() < MAGIC_BYTES + TRAILER_BYTES) {
            throw ParquetErrors.notParquet(path, "it has " + channel.size() + " bytes, too few for a Parquet file");
        }
        String start = ascii(channel, 0);
        String end = ascii(channel, channel.size() - MAGIC_BYTES);
        if (start.equals("PARE") || end.equals("PARE")) {
            throw ParquetErrors.encrypted(path);
        }
        if (!start.equals("PAR1")) {
            throw ParquetErrors.notParquet(path, "it is not a Parquet file: it doesn't begin with 'PAR1'");
        }
        if (!end.equals("PAR1")) {
            throw ParquetErrors.notParquet(path, "it is cut off: it doesn't end with 'PAR1'");
        }
    }

    private static String ascii(FileChannel channel, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAGIC_BYTES);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            // Read on: a channel may give fewer bytes than asked for.
        }
        return new String(bytes.array(), StandardCharsets.ISO_8859_1);
    }
}
