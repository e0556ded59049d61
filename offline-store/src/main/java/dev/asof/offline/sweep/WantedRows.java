package dev.asof.offline.sweep;

import dev.asof.offline.input.DataFile;
import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.compute.admission.RowAdmission;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a part of a file that have to be read, as far as it can be told from what the file states of them: those that a question may
 * see, and those of which it isn't proved that they are events, as they may have to be rejected.
 *
 * @param rowCount of the part
 * @param spans ascending and apart
 */
record WantedRows(long rowCount, List<RowSpan> spans) {

    WantedRows {
        spans = List.copyOf(spans);
    }

    /**
     * Those of a part: all where reading them fails.
     *
     * @param readings for all views of the source
     * @param columns that are read
     * @throws dev.asof.registry.error.AsofException if none have to be read, but could not be
     */
    static WantedRows of(DataFile file, int part, List<GroupReading> readings, List<String> columns) {
        TableFile table = file.table();
        List<RowSpan> all = RowSpan.all(table.rowCount(part));
        if (all.isEmpty() || !readings.stream().allMatch(GroupReading::canRead)) {
            return new WantedRows(table.rowCount(part), all);
        }
        StatedPart stated = new StatedPart(table, table.statistics(part), all.getFirst());
        List<RowSpan> spans = new Search(file, stated, readings).find(columns);
        if (spans.isEmpty()) {
            table.requireReadable(part, columns);
        }
        return new WantedRows(table.rowCount(part), spans);
    }

    /** How many rows are left out. */
    long leftOut() {
        return rowCount - RowSpan.rowCount(spans);
    }

    /** Those of the rows {@code from..to} of the part that have to be read and aren't marked, as positions behind {@code from}. */
    int[] unmarked(BitSet marked, int from, int to) {
        return spans.stream()
                .filter(span -> span.from() < to && span.to() > from)
                .flatMapToInt(span -> IntStream.range((int) Math.max(from, span.from()), (int) Math.min(to, span.to())))
                .filter(row -> !marked.get(row))
                .map(row -> row - from)
                .toArray();
    }

    /** A search. Not thread-safe. */
    private static final class Search {
        private final DataFile file;
        private final StatedPart all;
        private final List<GroupReading> readings;
        private final List<RowSpan> wanted = new ArrayList<>();
        private @Nullable List<RowAdmission> takers;

        /** @param all what is stated of the whole part */
        Search(DataFile file, StatedPart all, List<GroupReading> readings) {
            this.file = file;
            this.all = all;
            this.readings = readings;
        }

        List<RowSpan> find(List<String> columns) {
            boolean isUnseen = seesNothingIn(all);
            if (isUnseen && (isArchive() || readings.stream().anyMatch(reading -> reading.takesAllOf(all)))) {
                return List.of();
            }
            List<RowSpan> pieces = pieces();
            if (pieces.size() > 1) {
                addWanted(pieces, piece -> isUnseen || seesNothingIn(all.of(piece)));
                List<RowSpan> joined = RowSpan.joined(wanted);
                if (joined.isEmpty() || all.statistics().haveSpans(columns)) {
                    return joined;
                }
            }
            return List.of(all.rows());
        }

        private void addWanted(List<RowSpan> pieces, Predicate<RowSpan> isUnseen) {
            List<RowSpan> unseen = new ArrayList<>();
            for (RowSpan piece : pieces) {
                if (isUnseen.test(piece)) {
                    unseen.add(piece);
                } else {
                    addDoubtful(unseen);
                    unseen.clear();
                    wanted.add(piece);
                }
            }
            addDoubtful(unseen);
        }

        /** Adds those of some spans, which follow each other, that may have rows that are no events: mostly there is none. */
        private void addDoubtful(List<RowSpan> spans) {
            if (spans.isEmpty()
                    || areEvents(all.of(
                            new RowSpan(spans.getFirst().from(), spans.getLast().to())))) {
                return;
            }
            if (spans.size() == 1) {
                wanted.add(spans.getFirst());
            } else {
                int half = spans.size() / 2;
                addDoubtful(spans.subList(0, half));
                addDoubtful(spans.subList(half, spans.size()));
            }
        }

        private boolean seesNothingIn(StatedPart rows) {
            return readings.stream().allMatch(reading -> reading.seesNothingIn(rows));
        }

        private boolean areEvents(StatedPart rows) {
            return isArchive() || takers().stream().anyMatch(view -> view.admitsEnds(rows));
        }

        /** Its rows were judged when they were sent. */
        private boolean isArchive() {
            return file.origin() == DataFile.Origin.ARCHIVE;
        }

        /** Found once: what values prove of any rows they prove of all. */
        private List<RowAdmission> takers() {
            List<RowAdmission> found = takers;
            if (found == null) {
                found = readings.stream()
                        .flatMap(reading -> reading.takers(all).stream())
                        .toList();
                takers = found;
            }
            return found;
        }

        /** The rows, cut where anything changes in what is stated of a column that decides who sees them. */
        private List<RowSpan> pieces() {
            TreeSet<Long> starts = new TreeSet<>();
            for (GroupReading reading : readings) {
                for (String column : reading.decidingColumns()) {
                    for (long start : all.statistics().steps(column)) {
                        starts.add(start);
                    }
                }
            }
            starts.remove(0L);
            starts.add(all.rows().to());
            List<RowSpan> pieces = new ArrayList<>();
            for (long end : starts) {
                pieces.add(new RowSpan(pieces.isEmpty() ? 0 : pieces.getLast().to(), end));
            }
            return pieces;
        }
    }
}
