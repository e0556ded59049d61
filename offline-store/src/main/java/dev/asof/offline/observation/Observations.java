package dev.asof.offline.observation;

import dev.asof.offline.arrow.ArrowFile;
import dev.asof.offline.column.ColumnPiece;
import dev.asof.offline.parquet.ParquetFile;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnMemory;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.plan.RequestValues;
import dev.asof.registry.repository.ContentHash;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The asking rows of a training set: entities, times, and columns that pass through. All of it is held in memory.
 * Immutable; the arrays are shared, not copied.
 *
 * @param sha256 the hash of the file's content
 * @param batches all columns of the file, in its order, end to end
 * @param asOf per row the time asked about, in microseconds
 * @param knownAt per row the time by which an event must have arrived, in microseconds
 * @param acceptedBy per row the time by which the server must have accepted an event, in microseconds; {@code
 *     Questions.NO_BOUND} for all
 * @param entities per kind of entity that was needed, the ones asked about
 * @param request the columns that features are computed from, in the types that they take, end to end
 */
public record Observations(
        Path path,
        ObservationOptions options,
        String sha256,
        Schema schema,
        List<ColumnBatch> batches,
        long[] asOf,
        long[] knownAt,
        long[] acceptedBy,
        List<AskedEntity> entities,
        List<ColumnBatch> request)
        implements RequestValues {

    public Observations {
        batches = List.copyOf(batches);
        entities = List.copyOf(entities);
        request = List.copyOf(request);
    }

    /**
     * Reads the asking rows of a file.
     *
     * @throws dev.asof.registry.error.AsofException {@code INVALID_OBSERVATIONS} with everything that is wrong with the
     *     rows, {@code UNKNOWN_NAME} if there is no such file, {@code INVALID_INPUT_FILE} if it is damaged
     */
    public static Observations read(Path path, ObservationOptions options, ObservationNeeds needs) {
        ObservationProblems problems = new ObservationProblems(path);
        RawObservations raw = switch (options.format()) {
            case PARQUET -> FileObservations.read(ParquetFile.open(path), problems);
            case ARROW -> FileObservations.read(ArrowFile.open(path), problems);
            case CSV -> CsvObservations.read(path, problems);
        };
        int before = problems.count();
        ObservationColumns columns = ObservationColumns.resolve(raw, options, needs, problems);
        if (problems.count() > before) {
            problems.throwIfAny();
        }
        return new ObservationTyping(raw, columns, problems).typed(path, options, ContentHash.ofFile(path));
    }

    /** The number of rows. */
    public int rowCount() {
        return asOf.length;
    }

    /** About how much memory they take, with the entities asked about. */
    public long memoryBytes() {
        long times = (long) rowCount() * (3 * Long.BYTES + entities.size() * Integer.BYTES);
        long keys =
                entities.stream().mapToLong(each -> each.index().memoryBytes()).sum();
        return times + keys + columnBytes() + requestBytes();
    }

    /** About how much memory the columns of the file take. */
    public long columnBytes() {
        return batches.stream().mapToLong(ColumnMemory::bytes).sum();
    }

    /** Of the columns of the request that are not those of the file. */
    private long requestBytes() {
        Set<Column> shared = Collections.newSetFromMap(new IdentityHashMap<>());
        batches.forEach(batch -> shared.addAll(batch.columns()));
        return request.stream()
                .flatMap(batch -> batch.columns().stream())
                .filter(column -> !shared.contains(column))
                .mapToLong(ColumnMemory::bytes)
                .sum();
    }

    @Override
    public Column column(String name, int from, int to) {
        return slice(request, request.getFirst().schema().indexOf(name), from, to);
    }

    /** Some rows of a column of batches, of which there is one at least. */
    public static Column slice(List<ColumnBatch> batches, int column, int from, int to) {
        List<ColumnPiece> pieces = new ArrayList<>();
        int start = 0;
        for (ColumnBatch batch : batches) {
            int first = Math.max(from - start, 0);
            int last = Math.min(to - start, batch.rowCount());
            if (first < last) {
                int[] rows = IntStream.range(first, last).toArray();
                pieces.add(new ColumnPiece(batch.column(column), rows, 0, rows.length));
            }
            start += batch.rowCount();
        }
        return ColumnPiece.join(batches.getFirst().schema().field(column).type(), pieces);
    }

    /** The entities asked about that these keys identify; they are among those that were needed. */
    public AskedEntity entity(EntityKeys keys) {
        return entities.stream()
                .filter(each -> each.keys().equals(keys))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Nobody asked for keys of " + keys.entity()));
    }
}
