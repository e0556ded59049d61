package dev.asof.offline.archive;

import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.table.ConsecutiveRows;
import dev.asof.offline.table.LongRange;
import dev.asof.offline.table.TableColumn;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.catalog.SourceColumn;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.diagnostic.FileProblem;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * The archive of a source: {@code day=YYYY-MM-DD/*.parquet} in its folder, each with the source's columns and {@link
 * #ACCEPTED_AT}.
 */
public final class EventArchive {
    /** The timestamp column of when the server accepted the event. */
    public static final String ACCEPTED_AT = SourceColumn.ACCEPTED_AT;

    private static final String DAY_PREFIX = "day=";

    private EventArchive() {}

    /**
     * The complete files, sorted by path; empty if nothing was archived.
     *
     * @param folder {@code FeatureRepository.archiveFolder(source)}
     */
    public static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder, 2, FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(EventArchive::isArchived).sorted().toList();
        } catch (UncheckedIOException e) {
            throw unlisted(folder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw unlisted(folder, e);
        }
    }

    private static AsofException unlisted(Path folder, IOException cause) {
        return new AsofException(
                ErrorCode.IO_FAILED,
                "Cannot list the archive " + folder + ": " + FileProblem.reason(cause, folder)
                        + ". Make it readable to this user, or read the source's files alone, with --inputs files.",
                cause);
    }

    /**
     * The rows of a file of the archive, with when each was accepted.
     *
     * @param columns of the source, as far as the file has them; none are all
     * @throws AsofException {@code INVALID_INPUT_FILE} if the file cannot be read
     */
    public static ConsecutiveRows rows(Path file, List<String> columns) {
        ParquetFile parquet = ParquetFile.open(file);
        return new ConsecutiveRows(
                List.of(parquet),
                parquet.columns().stream()
                        .map(TableColumn::name)
                        .filter(name -> columns.isEmpty() || name.equals(ACCEPTED_AT) || columns.contains(name))
                        .toList());
    }

    /**
     * When the last event of a file was accepted, in microseconds, as its footer states it, or its rows where it states nothing. A source's events
     * are archived in the order of acceptance, so all that were accepted until then are in this file or in others.
     *
     * @return empty if the file has no events
     */
    public static OptionalLong lastAcceptance(TableFile file) {
        List<Optional<LongRange>> stated = IntStream.range(0, file.partCount())
                .mapToObj(part -> file.range(part, ACCEPTED_AT))
                .toList();
        return stated.stream().allMatch(Optional::isPresent)
                ? stated.stream()
                        .flatMap(Optional::stream)
                        .mapToLong(LongRange::max)
                        .max()
                : lastRead(file);
    }

    private static OptionalLong lastRead(TableFile file) {
        OptionalLong last = OptionalLong.empty();
        try (ConsecutiveRows rows = new ConsecutiveRows(List.of(file), List.of(ACCEPTED_AT))) {
            for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                LongStream read = LongStream.of(((LongColumn) batch.get().column(0)).values());
                last = LongStream.concat(last.stream(), read).max();
            }
        }
        return last;
    }

    private static boolean isArchived(Path file) {
        String name = file.getFileName().toString();
        Path day = file.getParent();
        return name.endsWith(".parquet")
                && !name.startsWith(".")
                && day != null
                && day.getFileName().toString().startsWith(DAY_PREFIX);
    }
}
