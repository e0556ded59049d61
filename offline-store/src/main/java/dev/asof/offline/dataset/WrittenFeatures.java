package dev.asof.offline.dataset;

import dev.asof.offline.profile.FeatureProfile;
import dev.asof.offline.sweep.MemoryLimit;
import dev.asof.offline.sweep.SpilledColumns;
import dev.asof.offline.sweep.ViewAnswers;
import dev.asof.offline.sweep.Workers;
import dev.asof.registry.compute.program.ExpressionErrors;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.compute.value.ValueStatus;
import dev.asof.registry.plan.Derivation;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.plan.PlannedFeature;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the manifest says about the features of a training set, gathered while its rows are written: some rows at a time,
 * whose values go to a file, or all of them at once. To be closed; used by one thread at a time.
 */
final class WrittenFeatures implements AutoCloseable {
    /** What a value takes while those of a feature are sorted, or counted if they are bytes. */
    private static final long PROFILED_BYTES = 3L * Long.BYTES;

    private static final long PROFILED_TEXT_BYTES = 120;

    /** Of values that go to the file, so many at a time: while they are packed they are in memory a few times. */
    private static final int PIECE_ROWS = 1 << 14;

    private final FeaturePlan plan;
    private final long[][] statuses;
    private final int allRows;
    private final Path folder;
    private final long[] derivedErrors;
    private final List<List<SpilledColumns.Spilled>> columns = new ArrayList<>();
    private List<ExpressionErrors> viewErrors = List.of();
    private @Nullable SpilledColumns file;
    private int rows;

    /**
     * Of so many rows none yet.
     *
     * @param folder where values go of rows that don't come all at once
     */
    WrittenFeatures(FeaturePlan plan, int allRows, Path folder) {
        this.plan = plan;
        this.allRows = allRows;
        this.folder = folder;
        this.statuses = new long[plan.features().size()][ValueStatus.values().length + 1];
        this.derivedErrors = new long[plan.features().size()];
        plan.features().forEach(feature -> columns.add(new ArrayList<>()));
    }

    /** Notes the next rows. */
    void add(List<ViewAnswers> answers, Derivation derivation, int rowCount) {
        viewErrors = answers.stream().map(ViewAnswers::errors).toList();
        rows += rowCount;
        for (int i = 0; i < statuses.length; i++) {
            FeatureValues values = derivation.values().get(i);
            for (byte code : values.statusCodes()) {
                statuses[i][code]++;
            }
            if (plan.features().get(i) instanceof PlannedFeature.Derived derived) {
                derivedErrors[i] += derivation.errors(derived);
            }
            addParts(columns.get(i), values);
        }
    }

    /** Some after the other, as one column of them all could be longer than an array can. */
    private void addParts(List<SpilledColumns.Spilled> parts, FeatureValues values) {
        for (long from = 0; from < values.size(); from += PIECE_ROWS) {
            int first = (int) from;
            int last = (int) Math.min(values.size(), from + PIECE_ROWS);
            parts.add(
                    values.size() == allRows
                            ? () -> values.toColumn(first, last)
                            : file().write(values.toColumn(first, last)));
        }
    }

    private SpilledColumns file() {
        SpilledColumns made = file == null ? SpilledColumns.in(folder) : file;
        file = made;
        return made;
    }

    /** How often the expressions of a view failed, by its position in the plan: on its events, whatever rows ask. */
    ExpressionErrors errorsOfView(int view) {
        return viewErrors.get(view);
    }

    /** How often the expressions of a feature failed. */
    long errors(int feature) {
        return switch (plan.features().get(feature)) {
            case PlannedFeature.OfView of -> viewErrors.get(of.view()).features()[of.index()];
            case PlannedFeature.Derived derived -> derivedErrors[feature];
        };
    }

    /** How many rows of a feature have which status, those that any has. */
    Map<String, Long> statuses(int feature) {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (ValueStatus status : ValueStatus.values()) {
            if (statuses[feature][status.code()] > 0) {
                counts.put(status.name(), statuses[feature][status.code()]);
            }
        }
        return counts;
    }

    /** The profile of each feature. */
    List<FeatureProfile> profiles(Workers workers, MemoryLimit memory) {
        FeatureProfile[] profiles = new FeatureProfile[statuses.length];
        List<Runnable> tasks = new ArrayList<>();
        for (int i = 0; i < profiles.length; i++) {
            int feature = i;
            tasks.add(() -> profiles[feature] = profile(feature));
        }
        boolean isAnyText =
                plan.features().stream().anyMatch(feature -> feature.type().lane() == DataType.Lane.BYTES);
        workers.run(tasks, memory.atOnce(workers.threads(), (isAnyText ? PROFILED_TEXT_BYTES : PROFILED_BYTES) * rows));
        return List.of(profiles);
    }

    private FeatureProfile profile(int feature) {
        Iterable<Column> parts = () ->
                columns.get(feature).stream().map(SpilledColumns.Spilled::read).iterator();
        return FeatureProfile.of(plan.features().get(feature).type(), rows, parts);
    }

    @Override
    public void close() {
        if (file != null) {
            file.close();
        }
    }
}
