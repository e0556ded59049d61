package dev.asof.cli.dataset;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.asof.cli.console.Counts;
import dev.asof.cli.console.Result;
import dev.asof.cli.console.TextTable;
import dev.asof.cli.console.TextTable.Align;
import dev.asof.offline.dataset.DatasetManifest;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.Collectors;

/**
 * A training set.
 *
 * @param path of its file, as the user named it
 * @param manifest what it is made of
 */
public record DatasetSheet(Path path, @JsonUnwrapped DatasetManifest manifest) implements Result {

    @Override
    public void print(PrintStream out) {
        out.println(path + ": " + Counts.counted(manifest.rows(), "row") + ", "
                + Counts.counted(manifest.features().size(), "feature") + " of " + manifest.service());
        TextTable features = TextTable.of(Align.LEFT, Align.LEFT, Align.LEFT);
        features.row("FEATURE", "TYPE", "VALUES");
        for (DatasetManifest.Feature feature : manifest.features()) {
            features.row(feature.column(), feature.type(), statuses(feature));
        }
        features.print(out, "  ");
        ProfileTable.of(manifest.features()).print(out, "  ");
        for (DatasetManifest.Input input : manifest.inputs()) {
            out.println("from " + input.path() + ": " + Counts.counted(input.rows(), "row")
                    + Counts.part(input.skippedRows(), "not read, as no question sees them")
                    + Counts.part(input.violatingRows(), "break the contract (" + input.onViolation() + ")"));
        }
        for (DatasetManifest.Archive archive : manifest.archives()) {
            out.println("with all events of " + archive.source() + " that were accepted until "
                    + archive.acceptedThrough());
        }
        manifest.warnings().forEach(warning -> out.println("warning: " + warning.message()));
        out.println("manifest " + DatasetManifest.pathFor(path));
        out.println("dataset id " + manifest.datasetId());
        out.println("content " + manifest.output().contentSha256());
    }

    private static String statuses(DatasetManifest.Feature feature) {
        String counts = feature.statuses().entrySet().stream()
                .map(status -> Counts.grouped(status.getValue()) + " " + status.getKey())
                .collect(Collectors.joining(", "));
        return feature.expressionErrors() == 0
                ? counts
                : counts + "; its expressions failed " + Counts.grouped(feature.expressionErrors()) + " times";
    }
}
