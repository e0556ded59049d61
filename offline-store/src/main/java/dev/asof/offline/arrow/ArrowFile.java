package dev.asof.offline.arrow;

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
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.SeekableReadChannel;
import org.apache.arrow.vector.ipc.message.ArrowBlock;

/**
 * A local file in Arrow's IPC file format, of which the footer was read. Immutable and thread-safe; it holds no open
 * file. Compressed buffers (lz4, zstd) and dictionaries are read; a stream without a footer is not.
 *
 * <p>Every method that reads fails with an {@link AsofException} that names the file and what is wrong with it.
 */
public final class ArrowFile implements TableFile {
    private static final String MAGIC = "ARROW1";
    private static final int SHORTEST = 3 * MAGIC.length();
    private static final long MEMORY_OF_A_BYTE = 1_000;
    private static final long LEAST_MEMORY = 64L << 20;

    private final Path path;
    private final List<ArrowBlock> batches;
    private final long[] rowCounts;
    private final Map<String, ArrowPlaces.Place> places;
    private final long memoryLimit;

    private ArrowFile(Path path, ArrowFileReader reader, long[] rowCounts) throws IOException {
        this.path = path;
        long size = Files.size(path);
        this.memoryLimit = memoryLimit(size);
        this.batches = List.copyOf(reader.getRecordBlocks());
        for (ArrowBlock block : batches) {
            requireWithin(block, size);
        }
        this.places = ArrowPlaces.of(path, reader);
        this.rowCounts = rowCounts;
    }

    /** Reads the footer of a file. */
    public static ArrowFile open(Path path) {
        requireArrow(path);
        try (BufferAllocator allocator = ArrowMemory.upTo(memoryLimit(Files.size(path)));
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                ArrowFileReader reader = reader(channel, allocator)) {
            reader.getVectorSchemaRoot();
            return new ArrowFile(path, reader, rowCounts(channel, reader.getRecordBlocks()));
        } catch (IOException | RuntimeException e) {
            throw ArrowErrors.unreadable(path, path.toString(), e);
        }
    }

    static ArrowFileReader reader(FileChannel channel, BufferAllocator allocator) {
        return new ArrowFileReader(new SeekableReadChannel(channel), allocator, CommonsCompressionFactory.INSTANCE);
    }

    private static long[] rowCounts(FileChannel channel, List<ArrowBlock> batches) throws IOException {
        long[] counts = new long[batches.size()];
        for (int batch = 0; batch < counts.length; batch++) {
            counts[batch] = BatchHead.rowCount(channel, batches.get(batch));
        }
        return counts;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public Schema schema() {
        List<Field> fields = new ArrayList<>();
        places.forEach((name, place) -> ArrowFormat.type(place.values())
                .ifPresent(type -> fields.add(new Field(name, type, ArrowFormat.clock(place.values())))));
        return new Schema(fields);
    }

    @Override
    public List<TableColumn> columns() {
        return places.entrySet().stream()
                .map(column -> column(column.getKey(), column.getValue()))
                .toList();
    }

    private static TableColumn column(String name, ArrowPlaces.Place place) {
        Optional<DataType> type = ArrowFormat.type(place.values());
        return new TableColumn(
                name,
                type,
                type.map(DataType::displayName)
                        .orElse("of Arrow type " + place.values().getType()),
                place.nullable());
    }

    @Override
    public int partCount() {
        return batches.size();
    }

    @Override
    public long rowCount(int part) {
        return rowCounts[part];
    }

    @Override
    public ArrowRows rows(int batch, List<String> columns) {
        return rows(batch, columns, new ScanBuffers());
    }

    @Override
    public ArrowRows rows(int batch, List<String> columns, ScanBuffers buffers) {
        List<ArrowRows.WantedColumn> wanted = schema().fields().stream()
                .filter(field -> columns.contains(field.name()))
                .map(field -> new ArrowRows.WantedColumn(
                        field, Objects.requireNonNull(places.get(field.name())).path()))
                .toList();
        return ArrowRows.open(path, batches.get(batch), wanted, memoryLimit);
    }

    /** What a file of this size can take in memory: a length in it that means more is damage. */
    private static long memoryLimit(long size) {
        return LEAST_MEMORY + MEMORY_OF_A_BYTE * size;
    }

    private void requireWithin(ArrowBlock block, long size) {
        long end = size - block.getOffset() - block.getMetadataLength();
        if (block.getOffset() < 0
                || block.getMetadataLength() < 0
                || block.getBodyLength() < 0
                || block.getBodyLength() > end) {
            throw ArrowErrors.damaged(path, "a record batch at byte " + block.getOffset() + " is not within the file");
        }
    }

    private static void requireArrow(Path path) {
        if (!Files.exists(path)) {
            throw ArrowErrors.missing(path);
        }
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (channel.size() < SHORTEST || !ascii(channel, 0).equals(MAGIC)) {
                throw ArrowErrors.notArrow(path, "it is not an Arrow IPC file: it doesn't begin with 'ARROW1'");
            }
            if (!ascii(channel, channel.size() - MAGIC.length()).equals(MAGIC)) {
                throw ArrowErrors.notArrow(path, "it is cut off: it doesn't end with 'ARROW1'");
            }
        } catch (IOException e) {
            throw ArrowErrors.unreadable(path, path.toString(), e);
        }
    }

    private static String ascii(FileChannel channel, long position) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(MAGIC.length());
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) >= 0) {
            // Read on: a channel may give fewer bytes than asked for.
        }
        return new String(bytes.array(), StandardCharsets.ISO_8859_1);
    }
}
