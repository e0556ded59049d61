package dev.asof.cli.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.asof.cli.console.Counts;
import dev.asof.cli.console.TextTable;
import dev.asof.cli.console.TextTable.Align;
import dev.asof.offline.dataset.DatasetManifest;
import dev.asof.offline.profile.FeatureProfile;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The profiles of features as a table: a line each, with a small histogram, or else the most frequent values. */
final class ProfileTable {
    private static final String BARS = "▁▂▃▄▅▆▇█";
    private static final MathContext DIGITS = new MathContext(5);
    private static final int LARGEST_PLAIN = 12;
    private static final int LONGEST_TEXT = 24;
    private static final int MOST_TOP = 3;

    private ProfileTable() {}

    static TextTable of(List<DatasetManifest.Feature> features) {
        TextTable table = TextTable.of(
                Align.LEFT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.RIGHT, Align.LEFT);
        table.row("FEATURE", "NULL", "DISTINCT", "MIN", "MEDIAN", "MAX", "MEAN", "VALUES");
        for (DatasetManifest.Feature feature : features) {
            FeatureProfile profile = feature.profile();
            table.row(
                    feature.column(),
                    share(profile.nulls(), profile.count() + profile.nulls()),
                    Counts.grouped(profile.distinct()),
                    shown(profile.min()),
                    shown(profile.quantiles().get("p50")),
                    shown(profile.max()),
                    profile.mean() == null ? "" : number(profile.mean()),
                    profile.histogram() == null ? top(profile) : bars(profile.histogram()));
        }
        return table;
    }

    private static String share(long part, long whole) {
        if (part == 0) {
            return "0%";
        }
        double percent = 100.0 * part / whole;
        return percent < 0.1
                ? "<0.1%"
                : new BigDecimal(percent)
                                .round(new MathContext(3))
                                .stripTrailingZeros()
                                .toPlainString() + "%";
    }

    private static String shown(@Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        if (value.isNumber()) {
            return number(value.doubleValue());
        }
        if (value.asText().isEmpty()) {
            return "\"\"";
        }
        String text = value.asText().replaceAll("\\p{Cntrl}", " ");
        return text.codePointCount(0, text.length()) <= LONGEST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_TEXT - 3)) + "...";
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(DIGITS).stripTrailingZeros();
        int magnitude = rounded.precision() - rounded.scale();
        return Math.abs(magnitude) <= LARGEST_PLAIN && rounded.scale() <= LARGEST_PLAIN
                ? rounded.toPlainString()
                : rounded.toString();
    }

    private static String top(FeatureProfile profile) {
        return profile.top().stream()
                .limit(MOST_TOP)
                .map(value -> shown(value.value()) + " " + share(value.count(), profile.count()))
                .collect(Collectors.joining(", "));
    }

    /** A bar for each count, as high as it is in relation to the greatest; blank where there is nothing. */
    private static String bars(FeatureProfile.Histogram histogram) {
        long most = histogram.counts().stream().mapToLong(Long::longValue).max().orElse(0);
        StringBuilder bars = new StringBuilder();
        for (long count : histogram.counts()) {
            bars.append(count == 0 ? ' ' : BARS.charAt((int) (count * (BARS.length() - 1) / most)));
        }
        return bars.toString().strip();
    }
}
