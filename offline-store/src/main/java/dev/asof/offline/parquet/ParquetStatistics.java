package dev.asof.offline.parquet;

import dev.asof.offline.parquet.decode.ColumnDecoder;
import dev.asof.offline.parquet.decode.ColumnFormat;
import dev.asof.offline.table.PartStatistics;
import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.registry.compute.schema.Clock;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.Value;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.EncodingStats;
import org.apache.parquet.column.page.DictionaryPageReadStore;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.values.bloomfilter.BloomFilter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.internal.column.columnindex.ColumnIndex;
import org.apache.parquet.internal.column.columnindex.OffsetIndex;
import org.apache.parquet.schema.MessageType;

/**
 * What a file states of a row group: in its footer, and where it has them, in the index of pages, dictionaries and Bloom filters, which are
 * read when they are asked for.
 */
final class ParquetStatistics implements PartStatistics {
    private static final Set<Encoding> OF_DICTIONARIES =
            Set.of(Encoding.PLAIN_DICTIONARY, Encoding.RLE, Encoding.BIT_PACKED);

    /** Among more values it isn't worth looking for one. */
    private static final int MOST_SEARCHED = 1 << 10;

    private final ParquetFile file;
    private final int rowGroup;
    private final Map<String, Optional<PageIndex>> indexes = new HashMap<>();
    private final Map<String, Optional<Column>> dictionaries = new HashMap<>();
    private final Map<String, Optional<BloomFilter>> filters = new HashMap<>();
    private final Map<SoughtValue, Boolean> lacking = new HashMap<>();

    ParquetStatistics(ParquetFile file, int rowGroup) {
        this.file = file;
        this.rowGroup = rowGroup;
    }

    @Override
    public boolean haveSpans(List<String> columns) {
        return columns.stream()
                .filter(file::isRead)
                .allMatch(column -> file.chunksUnder(rowGroup, column).stream()
                        .allMatch(chunk -> !chunk.isEncrypted() && hasPlaces(chunk)));
    }

    /** Whether it is known where each page of a chunk lies: within the chunk, or the index is none. */
    private boolean hasPlaces(ColumnChunkMetaData chunk) {
        return chunk.getOffsetIndexReference() != null
                && read(reader -> Optional.ofNullable(reader.readOffsetIndex(chunk)))
                        .filter(places -> liesWithin(places, chunk))
                        .isPresent();
    }

    private boolean liesWithin(OffsetIndex places, ColumnChunkMetaData chunk) {
        long next = chunk.getStartingPos();
        long end = next + chunk.getTotalSize();
        boolean isWithin = file.hasWithin(chunk) && PageIndex.haveRows(places, file.rowCount(rowGroup));
        for (int page = 0; page < places.getPageCount() && isWithin; page++) {
            long offset = places.getOffset(page);
            int size = places.getCompressedPageSize(page);
            isWithin = size >= 0 && offset >= next && offset <= end - size;
            next = offset + size;
        }
        return isWithin;
    }

    @Override
    public long[] steps(String column) {
        return index(column).map(PageIndex::firstRows).orElseGet(() -> new long[0]);
    }

    @Override
    public Optional<Column> ends(String column, RowSpan rows) {
        Optional<Column> all = endsOfAll(column);
        return isWhole(rows)
                ? all
                : index(column).flatMap(index -> index.ends(rows)).or(() -> all);
    }

    private Optional<Column> endsOfAll(String column) {
        return file.readable(column)
                .flatMap(format -> ColumnStatistics.ends(format, chunk(column).getStatistics()));
    }

    @Override
    public OptionalLong nulls(String column, RowSpan rows) {
        OptionalLong all = nullsOfAll(column);
        if (isWhole(rows) || all.equals(OptionalLong.of(0))) {
            return all;
        }
        OptionalLong some = index(column).map(index -> index.nulls(rows)).orElseGet(OptionalLong::empty);
        return some.isPresent() ? some : all;
    }

    private OptionalLong nullsOfAll(String column) {
        if (file.readable(column).isEmpty()) {
            return OptionalLong.empty();
        }
        Statistics<?> statistics = chunk(column).getStatistics();
        return statistics != null && statistics.isNumNullsSet()
                ? OptionalLong.of(statistics.getNumNulls())
                : OptionalLong.empty();
    }

    private boolean isWhole(RowSpan rows) {
        return rows.rowCount() == file.rowCount(rowGroup);
    }

    @Override
    public Optional<Column> values(String column) {
        return dictionaries.computeIfAbsent(
                column, name -> file.readable(name).flatMap(format -> dictionary(name, format)));
    }

    /** A value that was looked for. */
    private record SoughtValue(String column, Value value) {}

    @Override
    public boolean lacks(String column, Value value) {
        return lacking.computeIfAbsent(new SoughtValue(column, value), sought -> isAbsent(column, value));
    }

    private boolean isAbsent(String column, Value value) {
        Optional<ColumnFormat.Readable> format = file.readable(column)
                .filter(readable -> readable.type().equals(value.type()) && readable.clock() == Clock.UTC);
        if (format.isEmpty()) {
            return false;
        }
        Optional<BloomFilter> filter = filters.computeIfAbsent(column, this::filter);
        return filter.isPresent()
                ? BloomProbe.isAbsent(filter.get(), format.get(), value)
                : values(column).stream().anyMatch(values -> isNoneOf(values, value));
    }

    private static boolean isNoneOf(Column values, Value value) {
        Column one = value.repeat(1);
        for (int row = 0; row < Math.min(values.size(), MOST_SEARCHED); row++) {
            if (values.compare(row, one, 0) == 0) {
                return false;
            }
        }
        return values.size() <= MOST_SEARCHED;
    }

    private Optional<PageIndex> index(String column) {
        return indexes.computeIfAbsent(column, name -> file.readable(name).flatMap(format -> readIndex(name, format)));
    }

    private Optional<PageIndex> readIndex(String column, ColumnFormat.Readable format) {
        ColumnChunkMetaData chunk = chunk(column);
        if (chunk.getColumnIndexReference() == null || chunk.getOffsetIndexReference() == null) {
            return Optional.empty();
        }
        return read(reader -> {
                    ColumnIndex values = reader.readColumnIndex(chunk);
                    OffsetIndex places = reader.readOffsetIndex(chunk);
                    return values == null || places == null
                            ? Optional.<PageIndex>empty()
                            : PageIndex.of(format, values, places, file.rowCount(rowGroup));
                })
                .filter(index -> isWithinFooter(index, column));
    }

    /** What is stated of pages is true only if it is true of the row group, of which the same file states it, too. */
    private boolean isWithinFooter(PageIndex index, String column) {
        Optional<Column> ofPages = index.ends(new RowSpan(0, file.rowCount(rowGroup)));
        Optional<Column> ofAll = endsOfAll(column);
        return ofPages.isEmpty()
                || ofAll.isEmpty()
                || (ofAll.get().compare(0, ofPages.get(), 0) <= 0 && ofAll.get().compare(1, ofPages.get(), 1) >= 0);
    }

    private Optional<Column> dictionary(String column, ColumnFormat.Readable format) {
        ColumnChunkMetaData chunk = chunk(column);
        if (!areAllInDictionary(chunk) || !ColumnDecoder.isBulk(chunk, format) || !beginsWithSoundDictionary(chunk)) {
            return Optional.empty();
        }
        return read(reader -> {
            MessageType schema = file.footer().getFileMetaData().getSchema();
            ColumnDescriptor described =
                    schema.getColumnDescription(chunk.getPath().toArray());
            DictionaryPageReadStore pages = reader.getDictionaryReader(rowGroup);
            return Optional.ofNullable(pages.readDictionaryPage(described))
                    .map(page -> ColumnDecoder.ofDictionary(page, described.getPrimitiveType(), format));
        });
    }

    /** The library looks at no checksum when it reads a dictionary alone. */
    private boolean beginsWithSoundDictionary(ColumnChunkMetaData chunk) {
        return file.hasWithin(chunk)
                && PageWalk.first(file.path(), chunk, page -> true).stream()
                        .anyMatch(page -> page.number() == PageTrail.DICTIONARY && page.isSound());
    }

    /** Some state how their pages are encoded; of others it follows where no plain page can be. */
    private static boolean areAllInDictionary(ColumnChunkMetaData chunk) {
        EncodingStats stated = chunk.getEncodingStats();
        return stated != null
                ? stated.hasDictionaryPages() && !stated.hasNonDictionaryEncodedPages()
                : chunk.getEncodings().contains(Encoding.PLAIN_DICTIONARY)
                        && OF_DICTIONARIES.containsAll(chunk.getEncodings());
    }

    private Optional<BloomFilter> filter(String column) {
        ColumnChunkMetaData chunk = chunk(column);
        return chunk.getBloomFilterOffset() < 0
                ? Optional.empty()
                : read(reader -> Optional.ofNullable(reader.readBloomFilter(chunk)));
    }

    private ColumnChunkMetaData chunk(String column) {
        return file.chunk(rowGroup, column);
    }

    /** Reads something that is there to read less. */
    private interface Reading<T> {
        Optional<T> of(ParquetFileReader reader) throws IOException;
    }

    private <T> Optional<T> read(Reading<T> reading) {
        try (ParquetFileReader reader = file.openReader(new Codecs.PageArrays.Own(), new ScanBuffers())) {
            return StatedStructures.read(() -> reading.of(reader));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
