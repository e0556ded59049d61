package dev.asof.offline.dataset;

import dev.asof.offline.input.SourceInput;
import dev.asof.offline.observation.Observations;
import dev.asof.registry.catalog.FeatureService;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.repository.ContentHash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/**
 * The identity of a training set: the SHA-256 of lines that name all that determines its rows. Where files lie, and how
 * many hold one content, is no part of it.
 */
final class DatasetIdentity {
    private DatasetIdentity() {}

    static String of(
            FeatureService service,
            FeaturePlan plan,
            List<SourceInput> inputs,
            Observations observations,
            BuildSettings settings) {
        List<String> lines = new ArrayList<>();
        lines.add("format " + DatasetManifest.FORMAT);
        lines.add("file " + settings.format());
        lines.add("statuses " + settings.statuses());
        service.features().forEach(feature -> lines.add("feature " + feature + " " + feature.outputName()));
        plan.distinctViews().forEach(view -> lines.add("view " + view.id() + " " + view.fingerprint()));
        plan.onDemandViews().forEach(view -> lines.add("view " + view.id() + " " + view.fingerprint()));
        inputs.forEach(input -> addInput(input, lines));
        if (hasLoads(observations)) {
            inputs.forEach(input -> addLoads(input, lines));
        }
        lines.add("observations " + observations.sha256());
        lines.add("time column " + observations.options().timeColumn());
        lines.add("key columns " + new TreeMap<>(observations.options().keyColumns()));
        return ContentHash.ofBytes(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    }

    /** Whether rows ask for what a server had accepted, so that it matters when it loaded files. */
    static boolean hasLoads(Observations observations) {
        return Arrays.stream(observations.acceptedBy()).anyMatch(bound -> bound != Questions.NO_BOUND);
    }

    private static void addInput(SourceInput input, List<String> lines) {
        input.files().stream()
                .map(file -> "input " + input.source() + " " + file.origin() + " " + file.sha256())
                .sorted()
                .forEach(lines::add);
    }

    /** When a file was loaded decides what a question with a bound on acceptance sees of it. */
    private static void addLoads(SourceInput input, List<String> lines) {
        input.ledger().loads().stream()
                .map(load -> "load " + input.source() + " " + load.view() + " " + load.sha256() + " "
                        + (load.untilMicros().isPresent() ? load.untilMicros().getAsLong() : "-") + " "
                        + load.acceptedAtMicros())
                .sorted()
                .forEach(lines::add);
    }
}
