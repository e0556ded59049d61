package dev.asof.offline.arrow;

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
import java.util.Optional;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.SeekableReadChannel;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * A local file in Arrow's IPC file format, of which the footer was read. Immutable and thread-safe; it holds no open
 * file. Compressed buffers (lz4, zstd) and dictionaries are read; a stream without a footer is not.
 *
 * <p>Every method that reads fails with an {@link AsofException} that names the file and what is wrong with it.
 */
public final class ArrowFile {
    private static final String MAGIC = "ARROW1";
    private static final int SHORTEST = 3 * MAGIC.length();
    private static final long MEMORY_OF_A_BYTE = 1_000;
    private static final long LEAST_MEMORY = 64L << 20;

    private final Path path;
    private final List<ArrowBlock> batches;
    private final Map<String, Optional<Field>> columns;
    private final Map<String, String> descriptions;
    private final long memoryLimit;

    private ArrowFile(Path path, ArrowFileReader reader) throws IOException {
        this.path = path;
        long size = Files.size(path);
        this.memoryLimit = memoryLimit(size);
        this.batches = List.copyOf(reader.getRecordBlocks());
        for (ArrowBlock block : batches) {
            requireWithin(block, size);
        }
        this.columns = new LinkedHashMap<>();
        this.descriptions = new LinkedHashMap<>();
        for (var field : reader.getVectorSchemaRoot().getSchema().getFields()) {
            ArrowType type = valueType(field, reader);
            columns.put(field.getName(), ArrowColumns.field(field.getName(), type));
            descriptions.put(field.getName(), type.toString());
        }
    }

    /** Reads the footer of a file. */
    public static ArrowFile open(Path path) {
        requireArrow(path);
        try (BufferAllocator allocator = new RootAllocator(memoryLimit(Files.size(path)));
                FileChannel channel = FileChannel.open(path, StandardOpenOption.READ);
                ArrowFileReader reader = reader(channel, allocator)) {
            reader.getVectorSchemaRoot();
            return new ArrowFile(path, reader);
        } catch (IOException | RuntimeException e) {
            throw ArrowErrors.unreadable(path, path.toString(), e);
        }
    }

    static ArrowFileReader reader(FileChannel channel, BufferAllocator allocator) {
        return new ArrowFileReader(new SeekableReadChannel(channel), allocator, CommonsCompressionFactory.INSTANCE);
    }

    public Path path() {
        return path;
    }

    /** The columns that can be read, in the file's order. */
    public Schema schema() {
        List<Field> fields = new ArrayList<>();
        columns.values().forEach(column -> column.ifPresent(fields::add));
        return new Schema(fields);
    }

    /** The columns that cannot be read, with what Arrow calls their type. */
    public Map<String, String> unsupported() {
        Map<String, String> unsupported = new LinkedHashMap<>();
        columns.forEach((name, column) -> {
            if (column.isEmpty()) {
                unsupported.put(name, descriptions.get(name));
            }
        });
        return unsupported;
    }

    /** The number of record batches. */
    public int batchCount() {
        return batches.size();
    }

    /**
     * Reads one record batch.
     *
     * @param columns names of columns that can be read
     */
    public ArrowRows rows(int batch, List<String> columns) {
        Schema wanted = new Schema(schema().fields().stream()
                .filter(field -> columns.contains(field.name()))
                .toList());
        return ArrowRows.open(path, batches.get(batch), wanted, memoryLimit);
    }

    /** What a file of this size can take in memory: a length in it that means more is damage. */
    private static long memoryLimit(long size) {
        return LEAST_MEMORY + MEMORY_OF_A_BYTE * size;
    }

    private static ArrowType valueType(org.apache.arrow.vector.types.pojo.Field field, ArrowFileReader reader)
            throws IOException {
        return field.getDictionary() == null
                ? field.getType()
                : dictionary(field, reader).getVector().getField().getType();
    }

    /** The values that a column's codes stand for. */
    static Dictionary dictionary(org.apache.arrow.vector.types.pojo.Field field, ArrowFileReader reader)
            throws IOException {
        Dictionary dictionary =
                reader.getDictionaryVectors().get(field.getDictionary().getId());
        if (dictionary == null) {
            throw new IOException("the dictionary of column '" + field.getName() + "' is missing");
        }
        return dictionary;
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
