package dev.asof.it.stated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.table.PartStatistics;
import dev.asof.offline.table.RowSpan;
import dev.asof.offline.table.ScanBuffers;
import dev.asof.offline.table.TableColumn;
import dev.asof.offline.table.TableRows;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DoubleColumn;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.error.AsofException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compares what a file states of its rows with the rows themselves. */
public final class StatedTruth {
    private int stated;
    private int ofSpans;
    private int dictionaries;
    private int lacking;
    private long readAlone;

    /** How often something was stated: of a column's ends in a row group or a page, of its values, and that one is not there. */
    @Override
    public String toString() {
        return stated + " ends, " + ofSpans + " of them of pages, " + dictionaries + " dictionaries, " + lacking
                + " values that are not there, " + readAlone + " rows read without others";
    }

    public int stated() {
        return stated;
    }

    public int ofSpans() {
        return ofSpans;
    }

    public int dictionaries() {
        return dictionaries;
    }

    public int lacking() {
        return lacking;
    }

    /** Of how many rows of a column it was compared what they are when others are not read. */
    public long readAlone() {
        return readAlone;
    }

    /** Checks all that a file states. Columns that can't be read are left out. */
    public void check(ParquetFile file) {
        for (int part = 0; part < file.partCount(); part++) {
            for (TableColumn column : file.columns()) {
                if (column.type().isPresent() && file.rowCount(part) > 0) {
                    String what = file.path() + ", row group " + part + ", column " + column.name();
                    int rowGroup = part;
                    read(file, part, column.name(), RowSpan.all(file.rowCount(part)))
                            .ifPresent(all -> check(file, rowGroup, column.name(), all, what));
                }
            }
        }
    }

    private void check(ParquetFile file, int part, String column, Column all, String what) {
        PartStatistics statistics = file.statistics(part);
        for (RowSpan span : spans(statistics.steps(column), all.size())) {
            Optional<Column> ends = statistics.ends(column, span);
            stated += ends.isPresent() ? 1 : 0;
            ofSpans += ends.isPresent() && span.rowCount() < all.size() ? 1 : 0;
            long nulls = 0;
            for (int row = (int) span.from(); row < span.to(); row++) {
                nulls += all.isNull(row) ? 1 : 0;
                if (!all.isNull(row) && ends.isPresent() && !isNaN(all, row)) {
                    assertThat(compare(all, row, ends.get(), 0)).as(what).isGreaterThanOrEqualTo(0);
                    assertThat(compare(all, row, ends.get(), 1)).as(what).isLessThanOrEqualTo(0);
                }
            }
            assertThat(statistics.nulls(column, span).orElse(Long.MAX_VALUE))
                    .as("nulls of %s, %s", what, span)
                    .isGreaterThanOrEqualTo(nulls);
        }
        checkValues(statistics, column, all, what);
        if (statistics.haveSpans(List.of(column))) {
            checkSpans(file, part, column, all, what);
        }
    }

    /** Some rows are read by where the file says that their pages lie. */
    private void checkSpans(ParquetFile file, int part, String column, Column all, String what) {
        for (int length : new int[] {1, 7, 100}) {
            List<RowSpan> spans = new ArrayList<>();
            for (int from = length / 2; from < all.size(); from += 3 * length + all.size() / 10) {
                spans.add(new RowSpan(from, Math.min(all.size(), from + length)));
            }
            int[] rows = spans.stream()
                    .flatMapToInt(span -> IntStream.range((int) span.from(), (int) span.to()))
                    .toArray();
            assertThat(read(file, part, column, spans).map(StatedTruth::values))
                    .as("rows %s of %s", spans, what)
                    .contains(values(all.gather(rows)));
            readAlone += rows.length;
        }
    }

    private static List<@Nullable Value> values(Column column) {
        List<@Nullable Value> values = new ArrayList<>();
        for (int row = 0; row < column.size(); row++) {
            values.add(column.isNull(row) ? null : Value.of(column, row));
        }
        return values;
    }

    private void checkValues(PartStatistics statistics, String column, Column all, String what) {
        Set<@Nullable Value> present = new HashSet<>();
        for (int row = 0; row < all.size(); row++) {
            if (!all.isNull(row)) {
                present.add(Value.of(all, row));
            }
        }
        Optional<Column> values = statistics.values(column);
        dictionaries += values.isPresent() ? 1 : 0;
        values.ifPresent(some -> {
            for (int row = 0; row < some.size(); row++) {
                present.remove(Value.of(some, row));
            }
            assertThat(present).as("values of %s beside its dictionary", what).isEmpty();
        });
        for (int row = 0; row < all.size(); row++) {
            if (!all.isNull(row)) {
                assertThat(statistics.lacks(column, Value.of(all, row)))
                        .as("%s, row %d", what, row)
                        .isFalse();
                lacking += statistics.lacks(column, NearValue.of(Value.of(all, row))) ? 1 : 0;
            }
        }
    }

    private static boolean isNaN(Column column, int row) {
        return column instanceof DoubleColumn doubles && Double.isNaN(doubles.values()[row]);
    }

    /** Zeros of both signs are equal here: a filter takes them for one. */
    private static int compare(Column column, int row, Column ends, int end) {
        return column instanceof DoubleColumn doubles && doubles.values()[row] == ((DoubleColumn) ends).values()[end]
                ? 0
                : column.compare(row, ends, end);
    }

    /** All rows, each page, and each two pages. */
    private static List<RowSpan> spans(long[] steps, int rowCount) {
        List<RowSpan> spans = new ArrayList<>(RowSpan.all(rowCount));
        for (int step = 0; step < steps.length; step++) {
            for (int next = step + 1; next <= Math.min(step + 2, steps.length); next++) {
                spans.add(new RowSpan(steps[step], next == steps.length ? rowCount : steps[next]));
            }
        }
        return spans;
    }

    private static Optional<Column> read(ParquetFile file, int part, String column, List<RowSpan> spans) {
        try (TableRows rows = file.rows(part, List.of(column), spans, new ScanBuffers())) {
            ColumnBuilder builder =
                    new ColumnBuilder(rows.schema().fields().getFirst().type());
            for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                append(batch.get().column(0), builder);
            }
            return Optional.of(builder.build());
        } catch (AsofException refused) {
            return Optional.empty();
        }
    }

    private static void append(Column column, ColumnBuilder builder) {
        for (int row = 0; row < column.size(); row++) {
            if (column.isNull(row)) {
                builder.appendNull();
            } else {
                Value.of(column, row).appendTo(builder);
            }
        }
    }
}
