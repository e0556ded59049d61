package dev.asof.offline.guard;

import dev.asof.offline.guard.LeakWarning.Guard;
import dev.asof.offline.input.SourceInput;
import dev.asof.offline.observation.Observations;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.event.SourceClock;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.window.Closed;
import dev.asof.registry.compute.window.DurationText;
import dev.asof.registry.compute.window.Window;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.plan.AskedView;
import dev.asof.registry.plan.FeaturePlan;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Looks at a service, its inputs' footers and the asking rows for what makes a training set lie. Nothing here changes a
 * value. Used by one thread.
 */
public final class LeakGuards {
    private final RegistrySnapshot registry;
    private final Observations observations;
    private final LeakPolicy policy;
    private final Map<String, Optional<History>> histories = new HashMap<>();
    private final Map<String, SourceInput> inputs;
    private final Set<String> requestColumns = new TreeSet<>();
    private final Map<Finding, List<FeatureRef>> findings = new LinkedHashMap<>();
    private final List<LeakWarning> warnings = new ArrayList<>();

    /**
     * What is the same of one or more features.
     *
     * @param ofOne what is said after the name of a feature
     * @param ofSeveral what is said after the names of several
     */
    private record Finding(Guard guard, String ofOne, String ofSeveral) {

        LeakWarning of(List<FeatureRef> features) {
            String names = features.stream().map(FeatureRef::toString).collect(Collectors.joining(", "));
            return new LeakWarning(
                    guard, features.size() == 1 ? "Feature " + names + ofOne : "Features " + names + ofSeveral);
        }
    }

    private LeakGuards(
            RegistrySnapshot registry, List<SourceInput> inputs, Observations observations, LeakPolicy policy) {
        this.registry = registry;
        this.observations = observations;
        this.policy = policy;
        this.inputs = inputs.stream().collect(Collectors.toMap(SourceInput::source, input -> input));
        inputs.forEach(input -> histories.put(input.source(), history(input)));
    }

    /**
     * What there is to say about building a training set.
     *
     * @param inputs of all sources of the plan's views
     * @throws AsofException {@code LEAK_SUSPECTED} with all of it, if the policy is to refuse
     */
    public static List<LeakWarning> check(
            RegistrySnapshot registry,
            FeaturePlan plan,
            List<SourceInput> inputs,
            Observations observations,
            LeakPolicy policy) {
        LeakGuards guards = new LeakGuards(registry, inputs, observations, policy);
        guards.requestColumns.addAll(plan.requestColumns().names());
        plan.views().forEach(guards::lookAt);
        guards.findings.forEach((finding, features) -> guards.warnings.add(finding.of(features)));
        plan.distinctViews().stream().map(FeatureView::sources).distinct().forEach(guards::lookForLaterRows);
        if (policy.verdict() == LeakPolicy.Verdict.REFUSE && !guards.warnings.isEmpty()) {
            throw refused(guards.warnings);
        }
        return List.copyOf(guards.warnings);
    }

    private static AsofException refused(List<LeakWarning> warnings) {
        return new AsofException(
                ErrorCode.LEAK_SUSPECTED,
                warnings.stream()
                        .map(warning -> "\n  " + warning.message())
                        .collect(Collectors.joining("", "Cannot build the training set, as --strict is given:", "")));
    }

    private Optional<History> history(SourceInput input) {
        EventSource source = registry.requireSource(input.source());
        return History.of(
                input.files(), source.eventTime(), SourceClock.of(source.roles().zone()));
    }

    private void lookAt(AskedView asked) {
        FeatureView view = asked.view();
        FeatureProgram program = FeatureCompiler.compile(view);
        Set<String> suspects = suspects(view);
        boolean asksItself = asksWithItsOwnRows(view);
        for (int index : asked.features()) {
            FeatureSpec spec = program.features().get(index);
            FeatureRef feature = new FeatureRef(asked.role(), view.id(), spec.name());
            lookForLabels(feature, spec, program, suspects);
            if (asksItself) {
                lookForOwnEvents(feature, spec, view);
            }
            lookForHistory(feature, spec, view);
        }
    }

    /** The columns that may be labels: they pass through, identify nothing, and are no part of the request. */
    private Set<String> suspects(FeatureView view) {
        Set<String> suspects = new TreeSet<>(observations.schema().names());
        if (!policy.labels().isEmpty()) {
            suspects.retainAll(policy.labels());
        }
        suspects.removeAll(view.keyColumns());
        observations
                .entities()
                .forEach(asked -> suspects.removeAll(asked.keys().keys().names()));
        suspects.removeAll(observations.options().keyColumns().values());
        requestColumns.forEach(suspects::remove);
        suspects.remove(observations.options().timeColumn());
        suspects.remove(view.eventTime());
        suspects.removeAll(view.uniqueKey());
        return suspects;
    }

    private void lookForLabels(FeatureRef feature, FeatureSpec spec, FeatureProgram program, Set<String> suspects) {
        if (spec.timeRule().delayMicros() > 0) {
            return;
        }
        Set<String> read = new TreeSet<>();
        spec.inputs().forEach(input -> read.addAll(input.inputs()));
        spec.where().ifPresent(where -> read.addAll(where.inputs()));
        program.filter().ifPresent(filter -> read.addAll(filter.inputs()));
        read.retainAll(suspects);
        for (String column : read) {
            String what = " column '" + column + "' without a delay, and " + labelled(column);
            add(new Finding(Guard.LABEL_WITHOUT_DELAY, " reads" + what, " read" + what), feature);
        }
    }

    private String labelled(String column) {
        String seen = "training sees the labels of earlier rows the moment they happen, and serving only when they are"
                + " known: say how long that takes with 'delay'.";
        return policy.labels().isEmpty()
                ? "the observations have a column '" + column + "'. If that is the label, " + seen
                        + " If it is none, name the labels with --label."
                : "--label says that it holds the label: " + seen;
    }

    /** Whether asking rows are rows of a source, and may have arrived by the time that they ask about. */
    private boolean asksWithItsOwnRows(FeatureView view) {
        List<String> key = view.uniqueKey();
        boolean hasKey = !key.isEmpty() && observations.schema().names().containsAll(key);
        return view.sources().stream()
                .filter(source -> hasKey || isFileOf(source))
                .anyMatch(source -> !arrivals(source).areAllLater());
    }

    private boolean isFileOf(String source) {
        return Objects.requireNonNull(inputs.get(source)).files().stream()
                .anyMatch(file -> file.sha256().equals(observations.sha256()));
    }

    private OwnArrivals arrivals(String source) {
        return new OwnArrivals(observations, registry.requireSource(source));
    }

    private void lookForOwnEvents(FeatureRef feature, FeatureSpec spec, FeatureView view) {
        if (spec.timeRule().delayMicros() == 0 && spec.timeRule().closed() == Closed.RIGHT) {
            String what = " the very event that is asked about: the observations are rows of "
                    + named(view.sources()) + ", and windows are closed at the right. If that event is not known when a"
                    + " value is asked for, say 'closed: left'." + untold(view);
            add(new Finding(Guard.OWN_EVENT_SEEN, " sees" + what, " see" + what), feature);
        }
    }

    private String untold(FeatureView view) {
        return view.sources().stream()
                .map(this::arrivals)
                .filter(OwnArrivals::areUntold)
                .findFirst()
                .flatMap(arrivals -> arrivals.source().arrivalTime())
                .map(column -> " It is seen only from its arrival on: with '" + column
                        + "', a timestamp, among their columns the observations tell whether that is later.")
                .orElse("");
    }

    private void lookForHistory(FeatureRef feature, FeatureSpec spec, FeatureView view) {
        Optional<History> history = history(view.sources());
        OptionalLong reach = reach(spec);
        if (history.isPresent()
                && reach.isPresent()
                && reach.getAsLong() > history.get().spanMicros()) {
            String what = " back " + DurationText.format(reach.getAsLong()) + ", and " + named(view.sources())
                    + (view.sources().size() == 1 ? " holds" : " hold") + " events from "
                    + time(history.get().firstMicros()) + " to "
                    + time(history.get().lastMicros())
                    + " only: the values are not what a longer history would give. Keep more of the history, or look"
                    + " back less.";
            add(new Finding(Guard.HISTORY_TOO_SHORT, " looks" + what, " look" + what), feature);
        }
    }

    private static OptionalLong reach(FeatureSpec spec) {
        return switch (spec) {
            case FeatureSpec.Latest latest -> latest.maxAgeMicros();
            case FeatureSpec.Aggregate aggregate ->
                aggregate.window() instanceof Window.Sliding sliding
                        ? OptionalLong.of(sliding.lengthMicros())
                        : OptionalLong.empty();
        };
    }

    /** The sources as one: what one of them lacks, another may hold. */
    private void lookForLaterRows(List<String> sources) {
        Optional<History> history = history(sources);
        if (history.isEmpty()) {
            return;
        }
        long last = history.get().lastMicros();
        long later =
                Arrays.stream(observations.asOf()).filter(asOf -> asOf > last).count();
        if (later > 0) {
            warnings.add(new LeakWarning(
                    Guard.AFTER_LAST_EVENT,
                    "%,d of %,d observations".formatted(later, observations.rowCount())
                            + " are later than the last event of "
                            + named(sources) + " (" + time(last) + "): they are answered as if nothing had happened"
                            + " since. Bring the source up to date, or leave them out."));
        }
    }

    /** From the first event of any of the sources to the last of any; empty where that isn't stated of one of them. */
    private Optional<History> history(List<String> sources) {
        List<Optional<History>> each = sources.stream()
                .map(source -> histories.getOrDefault(source, Optional.empty()))
                .toList();
        return each.stream().anyMatch(Optional::isEmpty)
                ? Optional.empty()
                : each.stream().flatMap(Optional::stream).reduce(History::and);
    }

    private static String named(List<String> sources) {
        return (sources.size() == 1 ? "source " : "sources ")
                + sources.stream().map(source -> "'" + source + "'").collect(Collectors.joining(", "));
    }

    private void add(Finding finding, FeatureRef feature) {
        findings.computeIfAbsent(finding, key -> new ArrayList<>()).add(feature);
    }

    private static String time(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS).toString();
    }
}
