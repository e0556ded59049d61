package dev.asof.registry.catalog;

import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.window.Window;
import dev.asof.registry.compute.zone.NamedZone;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One version of a feature view. It stands alone: whatever of its entity and its sources can change a value is pinned
 * here, so that it means the same for ever.
 *
 * @param entity the entity's name
 * @param entityKeys the entity's keys with their types, by name
 * @param keyColumns per entity key the column that holds it, in each source
 * @param contracts per source, by its name, its contract: its declared columns, those with a role, and those that this view
 *     reads; at least one, and they agree in all that decides the order of events and their versions
 * @param where the filter of all features, in its canonical text
 * @param features at least one, in the order of the definition
 * @param horizonMicros how far back an online store answers questions; empty for without end. No part of the meaning: a
 *     question is refused, never answered differently
 * @param zones the time zones that its expressions name, by name, with the rules they had when it was resolved
 */
public record FeatureView(
        VersionedName id,
        String entity,
        Schema entityKeys,
        List<String> keyColumns,
        List<SourceContract> contracts,
        Optional<String> where,
        List<Feature> features,
        List<NamedZone> zones,
        OptionalLong horizonMicros,
        Attributes attributes) {

    public FeatureView {
        keyColumns = List.copyOf(keyColumns);
        contracts = contracts.stream()
                .sorted(Comparator.comparing(SourceContract::source))
                .toList();
        features = List.copyOf(features);
        zones = List.copyOf(zones);
    }

    public String name() {
        return id.name();
    }

    public int version() {
        return id.version();
    }

    /** The names of the sources that its events come from, sorted. */
    public List<String> sources() {
        return contracts.stream().map(SourceContract::source).toList();
    }

    /** The names of the sources that any of these views reads, each once, sorted. */
    public static List<String> sourcesOf(Collection<FeatureView> views) {
        return views.stream()
                .flatMap(view -> view.sources().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether its events come from this source, be it from others as well. */
    public boolean reads(String source) {
        return sources().contains(source);
    }

    /**
     * The contract of one of its sources.
     *
     * @throws IllegalArgumentException if it is none of them
     */
    public SourceContract contract(String source) {
        return contracts.stream()
                .filter(contract -> contract.source().equals(source))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(id + " does not read " + source));
    }

    /** The column of event times, in each source. */
    public String eventTime() {
        return contracts.getFirst().eventTime();
    }

    /** The columns that make rows versions of one event, in each source; empty where there are none. */
    public List<String> uniqueKey() {
        return contracts.getFirst().roles().uniqueKey();
    }

    /** The feature of this name. */
    public Optional<Feature> feature(String feature) {
        return features.stream().filter(each -> each.name().equals(feature)).findFirst();
    }

    /** The time zones of its expressions, of its windows and of its sources. */
    List<NamedZone> allZones() {
        Stream<NamedZone> ofWindows = features.stream()
                .filter(Feature.Aggregate.class::isInstance)
                .map(feature -> ((Feature.Aggregate) feature).window())
                .filter(Window.Calendar.class::isInstance)
                .map(window -> ((Window.Calendar) window).zone());
        Stream<NamedZone> ofSources = contracts.stream().flatMap(contract -> contract.roles().zone().stream());
        return Stream.of(zones.stream(), ofWindows, ofSources)
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    /** All of it that can change a value, as JSON in the terms of the definition files: what the fingerprint covers. */
    public String meaning() {
        return new String(CanonicalJson.compact(Meaning.of(this)), StandardCharsets.UTF_8);
    }

    /** What identifies the meaning: equal for equal meanings, whatever the name, version, place and attributes. */
    public Fingerprint fingerprint() {
        return Fingerprint.of(Meaning.of(this));
    }
}
