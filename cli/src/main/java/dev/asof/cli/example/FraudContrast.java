package dev.asof.cli.example;

import dev.asof.offline.parquet.ParquetFile;
import dev.asof.offline.table.ConsecutiveRows;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the demo's training set shows at a glance: cards in use for fraud are used more often within an hour. */
record FraudContrast(long rows, long fraudulent, double fraudulentAverage, double honestAverage) {
    /** The column of the label. */
    static final String LABEL = "is_fraud";

    private static final String FEATURE = "card_spending__payments_1h";

    static FraudContrast of(Path trainingSet) {
        long[] rows = new long[2];
        long[] payments = new long[2];
        try (ConsecutiveRows groups =
                new ConsecutiveRows(List.of(ParquetFile.open(trainingSet)), List.of(LABEL, FEATURE))) {
            for (var batch = groups.next(); batch.isPresent(); batch = groups.next()) {
                long[] labels = longs(batch.get(), LABEL);
                long[] values = longs(batch.get(), FEATURE);
                for (int row = 0; row < labels.length; row++) {
                    rows[(int) labels[row]]++;
                    payments[(int) labels[row]] += values[row];
                }
            }
        }
        return new FraudContrast(
                rows[0] + rows[1],
                rows[1],
                (double) payments[1] / Math.max(1, rows[1]),
                (double) payments[0] / Math.max(1, rows[0]));
    }

    private static long[] longs(ColumnBatch batch, String column) {
        return ((LongColumn) batch.column(column)).values();
    }

    String describe() {
        return String.format(
                Locale.ROOT,
                "%,d of these payments are fraud. In the hour before one, its card had paid %.2f times on average;"
                        + " before an honest one, %.2f times.",
                fraudulent,
                fraudulentAverage,
                honestAverage);
    }
}
