package dev.asof.offline.dataset;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.JsonNode;
import dev.asof.offline.guard.LeakWarning;
import dev.asof.offline.input.InputChoice;
import dev.asof.offline.profile.FeatureProfile;
import dev.asof.registry.repository.TableFormat;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a training set is made of, and what is in it. Kept as JSON beside the training set, in {@code NAME.manifest.json};
 * it says nothing of when it was built.
 *
 * @param format the version of this form, {@link #FORMAT}
 * @param datasetId the hash of all that determines the rows: resolved definitions, contents of the inputs, asking rows
 * @param service the service, such as {@code churn@3}
 * @param gitCommit the commit of the definitions, where it is known
 * @param inputsRead which rows of the sources were to be read
 * @param inputs the files that were read, by source, the sources' own before archived ones
 * @param archives of sources of which archived events were read, by source
 * @param warnings of what makes training differ from serving
 */
public record DatasetManifest(
        int format,
        String datasetId,
        String service,
        @JsonSetter(nulls = Nulls.SET) @Nullable String gitCommit,
        long rows,
        Output output,
        InputChoice inputsRead,
        Asked observations,
        List<View> views,
        List<Feature> features,
        List<Input> inputs,
        List<Archive> archives,
        List<LeakWarning> warnings) {
    /** The version of the manifest's form and of the files' layout. */
    public static final int FORMAT = 4;

    public DatasetManifest {
        views = List.copyOf(views);
        features = List.copyOf(features);
        inputs = List.copyOf(inputs);
        archives = List.copyOf(archives);
        warnings = List.copyOf(warnings);
    }

    /**
     * The training set's file.
     *
     * @param statuses whether it says per value why it is there or is not
     * @param sha256 of its bytes
     * @param contentSha256 of its columns and values, the same in any format and by any build
     */
    public record Output(
            String file, TableFormat format, StatusColumns statuses, String sha256, String contentSha256, long bytes) {}

    /**
     * The asking rows.
     *
     * @param keyColumns where keys are in columns of other names, by key
     */
    public record Asked(String path, String sha256, long rows, String timeColumn, Map<String, String> keyColumns) {
        public Asked {
            Objects.requireNonNull(Path.of(path));
        }
    }

    /**
     * A version of a feature view.
     *
     * @param definition all of it that can change a value
     * @param filterErrors how often its filter failed on an event
     */
    public record View(String view, String fingerprint, JsonNode definition, long filterErrors) {}

    /**
     * A feature.
     *
     * @param column its column in the training set
     * @param statuses how many values have each status, those that occur
     * @param expressionErrors how often its expressions failed on an event
     * @param profile what its values are like
     */
    public record Feature(
            String feature,
            String column,
            String type,
            Map<String, Long> statuses,
            long expressionErrors,
            FeatureProfile profile) {}

    /**
     * A file that was read.
     *
     * @param origin {@code file} or {@code archive}
     * @param path relative to the repository where the file lies in it
     * @param skippedRows those that were not read, as the file states what shows that none of them matters
     * @param violatingRows the rows that are no events
     * @param onViolation what became of them: {@code fail}, {@code quarantine} or {@code drop}
     */
    public record Input(
            String source,
            String origin,
            String path,
            String sha256,
            long rows,
            long skippedRows,
            long violatingRows,
            String onViolation,
            List<Violations> violations) {}

    /**
     * What was archived of a source.
     *
     * @param acceptedThrough in ISO 8601: every event that the server accepted by then went in
     */
    public record Archive(String source, String acceptedThrough) {}

    /** How many rows break one kind of promise of a column; a row may break several. */
    public record Violations(String column, String reason, long rows) {}

    /** Where the manifest of a training set lies. */
    public static Path pathFor(Path dataset) {
        return dataset.getFileSystem().getPath(dataset + ".manifest.json");
    }

    /**
     * Reads the manifest of a training set.
     *
     * @throws dev.asof.registry.error.AsofException if there is none, or it is damaged or of another format version
     */
    public static DatasetManifest read(Path dataset) {
        return ManifestJson.read(pathFor(dataset));
    }
}
