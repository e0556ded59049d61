package dev.asof.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.plan.FeaturePlan;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainCaseTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void definitionsAreReadAppliedLoadedAndCompiled() {
        Definitions definitions = new TestRepository(folder)
                .with("views/cards.yaml", TestRepository.PAYMENTS)
                .definitions();
        RegistryStore store = RegistryStore.of(folder);
        RegistryDelta delta = RegistryDelta.between(store.load(), definitions);
        store.apply(delta, NOON, Optional.empty());

        RegistrySnapshot registry = store.load();
        FeatureView view = registry.requireView(new VersionedName("card_spend", 1));
        FeatureProgram program = FeatureCompiler.compile(view);

        assertThat(delta.describe())
                .containsExactly(
                        "+ entity card",
                        "+ source payments",
                        "+ feature view card_spend@1",
                        "+ feature service fraud@1",
                        "To load before serving:",
                        "    card_spend@1 from source payments (data/payments.parquet)",
                        "        keeps all events (no horizon), about 48 bytes each; 3 partial states a block");
        assertThat(program.ref()).isEqualTo("card_spend@1");
        assertThat(program.features())
                .extracting(feature -> feature.name() + " " + feature.type())
                .containsExactly("payments_7d int64", "spend_30d float64", "last_country string");
        assertThat(program.keptColumns().names()).containsExactly("amount", "country", "paid_at");
        assertThat(FeaturePlan.of(registry, registry.requireService("fraud").features())
                        .distinctViews())
                .containsExactly(view);
        assertThat(RegistryDelta.between(registry, definitions).isEmpty()).isTrue();
    }
}
