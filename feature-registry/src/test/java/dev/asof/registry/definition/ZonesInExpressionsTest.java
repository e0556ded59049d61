package dev.asof.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.OnDemandCompiler;
import dev.asof.registry.catalog.OnDemandView;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.zone.NamedZone;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A view's meaning has the rules of the zones that its expressions name. */
class ZonesInExpressionsTest {
    private static final String ON_DEMAND = """
            ---
            on_demand: clock
            version: 1
            request: {at: timestamp}
            features:
              is_night: "hour(at, 'Asia/Kathmandu') < 6"
            """;

    @TempDir
    Path folder;

    private Definitions definitions(String where) {
        return new TestRepository(folder)
                .with("a.yaml", TestRepository.PAYMENTS.replace("amount > 0", '"' + where + '"') + ON_DEMAND)
                .definitions();
    }

    private FeatureView view(String where) {
        return Objects.requireNonNull(definitions(where).views().get(new VersionedName("card_spend", 1)));
    }

    @Test
    void theRulesOfEachZoneAreInTheMeaning() {
        FeatureView view =
                view("hour(paid_at, 'Europe/Berlin') > 6 AND day(paid_at, 'UTC') = day(paid_at, 'Europe/Berlin')");
        assertThat(view.zones()).extracting(NamedZone::name).containsExactly("Europe/Berlin", "UTC");
        assertThat(view.meaning())
                .contains("\"zone_rules\":{\"Europe/Berlin\":\""
                        + view.zones().getFirst().rules());
    }

    @Test
    void aViewThatNamesNoZoneMeansWhatItMeant() {
        assertThat(view("hour(paid_at) > 6").meaning()).doesNotContain("zone_rules");
    }

    @Test
    void otherRulesThanThoseOfTheBuildDontCompile() {
        FeatureView view = view("hour(paid_at, 'Europe/Berlin') > 6");
        FeatureView other = new FeatureView(
                view.id(),
                view.entity(),
                view.entityKeys(),
                view.keyColumns(),
                view.contracts(),
                view.where(),
                view.features(),
                List.of(new NamedZone("Europe/Berlin", "0123456789abcdef")),
                view.horizonMicros(),
                view.attributes());
        assertThat(other.fingerprint()).isNotEqualTo(view.fingerprint());
        assertThat(FeatureCompiler.compile(view)).isNotNull();
        assertThatThrownBy(() -> FeatureCompiler.compile(other)).hasMessageContaining("had other rules");
    }

    @Test
    void onDemandFeaturesPinTheirZonesToo() {
        OnDemandView view =
                Objects.requireNonNull(definitions("amount > 0").onDemandViews().get(new VersionedName("clock", 1)));
        assertThat(view.meaning()).contains("\"zone_rules\":{\"Asia/Kathmandu\":");
        assertThat(OnDemandCompiler.compile(view)).containsKey("is_night");
    }

    @Test
    void anUnknownZoneIsAMistake() {
        assertThat(new TestRepository(folder)
                        .with(
                                "a.yaml",
                                TestRepository.PAYMENTS.replace("amount > 0", "\"hour(paid_at, 'Europe/Berln') > 6\""))
                        .problems())
                .singleElement()
                .asString()
                .contains("no time zone of the IANA database")
                .contains("Did you mean 'Europe/Berlin'?");
    }
}
