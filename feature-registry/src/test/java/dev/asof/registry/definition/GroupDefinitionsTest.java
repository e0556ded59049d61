package dev.asof.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.GroupBy;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.aggregate.group.GroupLimits;
import dev.asof.registry.compute.program.FeatureSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Aggregates by groups. */
class GroupDefinitionsTest {
    @TempDir
    Path folder;

    @Test
    void anAggregateByGroupsIsAMap() {
        FeatureView view = view("{aggregate: sum(amount), by: country, top: 5, max_groups: 300, window: 7d}");
        Feature.Aggregate aggregate = (Feature.Aggregate) view.feature("spend").orElseThrow();
        assertThat(aggregate.type().displayName()).isEqualTo("map<string, float64>");
        assertThat(aggregate.by()).contains(new GroupBy("country", new GroupLimits(OptionalInt.of(5), 300)));
        assertThat(view.contracts().getFirst().schema().names()).contains("country");
    }

    @Test
    void theKeyIsTheFirstInput() {
        FeatureView view = view("{aggregate: 'max_by(country, amount)', by: upper(country), window: 7d}");
        FeatureSpec spec = FeatureCompiler.compile(view).features().getFirst();
        assertThat(spec.type().displayName()).isEqualTo("map<string, string>");
        assertThat(spec.inputs()).hasSize(3);
        assertThat(spec.inputs().getFirst().canonical()).isEqualTo("upper(country)");
    }

    @Test
    void whatIsUnsaidIsTheSameAsTheDefault() {
        FeatureView view = view("{aggregate: count(*), by: country, window: 7d}");
        FeatureView said = view("{aggregate: count(*), by: \"(country)\", max_groups: 10000, window: 7d}");
        assertThat(said.fingerprint()).isEqualTo(view.fingerprint());
    }

    @Test
    void everyLimitIsPartOfTheMeaning() {
        List<String> meanings = List.of(
                "{aggregate: count(*), window: 7d}",
                "{aggregate: count(*), by: country, window: 7d}",
                "{aggregate: count(*), by: country, top: 5, window: 7d}",
                "{aggregate: count(*), by: country, top: 6, window: 7d}",
                "{aggregate: count(*), by: country, max_groups: 9, window: 7d}",
                "{aggregate: count(*), by: lower(country), window: 7d}");
        assertThat(meanings.stream().map(feature -> view(feature).fingerprint()))
                .doesNotHaveDuplicates();
    }

    private FeatureView view(String spend) {
        String yaml = TestRepository.PAYMENTS.replaceAll(
                "(?s)features:\n  payments_7d.*?---", "features:\n  spend: " + spend + "\n---");
        TestRepository repository = new TestRepository(folder).with("a.yaml", yaml);
        assertThat(repository.problems()).isEmpty();
        return repository.definitions().views().get(new VersionedName("card_spend", 1));
    }
}
