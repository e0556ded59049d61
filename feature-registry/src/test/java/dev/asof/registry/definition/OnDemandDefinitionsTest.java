package dev.asof.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.catalog.DerivedFeature;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.OnDemandView;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.catalog.RegistryStore;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.plan.KeyColumn;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On-demand views: what they may read, what they are resolved to, and what is refused. */
class OnDemandDefinitionsTest {
    private static final VersionedName BASKET = new VersionedName("basket", 1);

    @TempDir
    Path folder;

    @Test
    void aNameWithoutAVersionMeansTheNewestAndIsPinned() {
        DerivedFeature ratio =
                basket("ratio: amount / card_spend:spend_30d").features().getFirst();
        assertThat(ratio.expression()).isEqualTo("amount / card_spend@1:spend_30d");
        assertThat(ratio.reads().fields())
                .containsExactly(
                        new Field("amount", ScalarType.FLOAT64),
                        new Field("card_spend@1:spend_30d", ScalarType.FLOAT64));
        assertThat(ratio.type()).isEqualTo(ScalarType.FLOAT64);
    }

    @Test
    void aPinnedVersionStaysWhenANewerOneComes() {
        TestRepository repository = repository("ratio: amount / card_spend:spend_30d");
        RegistrySnapshot registry = apply(repository, RegistrySnapshot.EMPTY);
        repository.with(
                "b.yaml",
                "feature_view: card_spend\nversion: 2\nentity: card\nsource: payments\n"
                        + "features:\n  spend_30d: {latest: country}\n");
        assertThat(repository.problems(registry)).isEmpty();
        RegistrySnapshot next = apply(repository, registry);
        assertThat(next.onDemandView(BASKET)).isEqualTo(registry.onDemandView(BASKET));
    }

    @Test
    void featuresOfFeaturesStandInAnyOrder() {
        OnDemandView view = basket("""
                twice: {expression: 'basket:once * 2', default: 0}
                  once: card_spend:payments_7d + 1
                """);
        assertThat(view.features())
                .extracting(DerivedFeature::expression)
                .containsExactly("basket@1:once * 2", "card_spend@1:payments_7d + 1");
    }

    @Test
    void aFeatureComputedFromItselfIsRefusedWithTheCircle() {
        assertThat(repository("a: basket:b + 1\n  b: basket:c\n  c: basket:a * 2")
                        .problems())
                .containsExactly("33:6: 'basket@1:a' would be computed from itself:"
                        + " basket@1:a -> basket@1:b -> basket@1:c -> basket@1:a");
    }

    @Test
    void aCircleOverTwoViewsIsRefused() {
        TestRepository repository =
                repository("a: other:b").with("b.yaml", "on_demand: other\nversion: 1\nfeatures:\n  b: 'basket:a'\n");
        assertThat(repository.problems()).hasSize(1);
        assertThat(repository.problems().getFirst()).contains("basket@1:a -> other@1:b -> basket@1:a");
    }

    @Test
    void tooLongAChainIsRefused() {
        String chain = IntStream.range(0, OnDemandResolver.MAX_STEPS + 1)
                .mapToObj(i -> "f" + i + ": basket:f" + (i + 1))
                .collect(Collectors.joining("\n  "));
        assertThat(repository(chain + "\n  f" + (OnDemandResolver.MAX_STEPS + 1) + ": amount")
                        .problems())
                .singleElement()
                .asString()
                .contains("is more than 64 steps away");
    }

    @Test
    void tooLongAChainIsRefusedInAnyOrder() {
        List<String> chain = new ArrayList<>(List.of("f0: amount"));
        IntStream.range(1, OnDemandResolver.MAX_STEPS).forEach(i -> chain.add("f" + i + ": basket:f" + (i - 1)));
        assertThat(repository(String.join("\n  ", chain)).problems()).isEmpty();
        chain.add("f64: basket:f63 + basket:f1");
        for (int seed = 0; seed < 20; seed++) {
            assertThat(repository(String.join("\n  ", chain)).problems())
                    .as("%s", chain)
                    .singleElement()
                    .asString()
                    .contains("'basket@1:f64' is more than 64 steps away");
            Collections.shuffle(chain, new Random(seed));
        }
    }

    @Test
    void stepsOfRegisteredFeaturesCount() {
        String chain = "f0: amount\n  "
                + IntStream.range(1, OnDemandResolver.MAX_STEPS)
                        .mapToObj(i -> "f" + i + ": basket:f" + (i - 1))
                        .collect(Collectors.joining("\n  "));
        TestRepository repository = repository(chain);
        RegistrySnapshot registry = apply(repository, RegistrySnapshot.EMPTY);
        repository.with(
                "a.yaml",
                "on_demand: last\nversion: 1\nfeatures:\n  near: 'basket@1:f62'\n  far: 'buyer:basket@1:f63'\n");
        assertThat(repository.problems(registry))
                .singleElement()
                .asString()
                .contains("'last@1:far' is more than 64 steps away");
    }

    @Test
    void typesAreChecked() {
        assertThat(repository("a: amount / card_spend:last_country").problems())
                .singleElement()
                .asString()
                .contains("takes numbers, and this is string");
    }

    @Test
    void namesThatDoNotExistAreRefusedWithANearOne() {
        assertThat(repository(
                                "a: card_spend:spend_31d\n  b: card_spent:spend_30d\n  c: amout\n  d: card_spend@7:spend_30d")
                        .problems())
                .satisfiesExactly(
                        problem ->
                                assertThat(problem).contains("has no feature 'spend_31d'. Did you mean 'spend_30d'?"),
                        problem -> assertThat(problem).contains("'card_spent' is neither defined nor registered."),
                        problem -> assertThat(problem).contains("unknown column 'amout'. Did you mean 'amount'?"),
                        problem -> assertThat(problem).contains("'card_spend@7' is neither defined nor registered."));
    }

    @Test
    void aFeatureViewReadsNoFeatures() {
        String yaml = TestRepository.PAYMENTS.replace("where: amount > 0", "where: amount > card_spend:spend_30d");
        assertThat(new TestRepository(folder).with("a.yaml", yaml).problems())
                .singleElement()
                .asString()
                .contains("here stand columns of the source alone");
    }

    @Test
    void theNameOfAFeatureViewIsTaken() {
        assertThat(new TestRepository(folder)
                        .with("a.yaml", TestRepository.PAYMENTS)
                        .with("b.yaml", "on_demand: card_spend\nversion: 7\nfeatures: {a: '1'}\n")
                        .problems())
                .containsExactly("1:12: 'card_spend' is a feature view already; choose another name");
    }

    @Test
    void aServiceNeedsTheRequestColumnsThatItsFeaturesReadInTheirRoles() {
        TestRepository repository = repository("a: amount + card_spend:spend_30d\n  b: note")
                .with(
                        "b.yaml",
                        "feature_service: pairs\nversion: 1\nfeatures: ['basket:a', 'buyer:basket:a', 'buyer:card_spend:*']\n");
        RegistrySnapshot registry = apply(repository, RegistrySnapshot.EMPTY);
        FeaturePlan plan =
                FeaturePlan.of(registry, registry.requireService("pairs").features());
        assertThat(plan.requestColumns().names()).containsExactly("amount");
        assertThat(plan.keyColumns()).extracting(KeyColumn::name).containsExactly("card_id", "buyer__card_id");
        assertThat(plan.features())
                .extracting(feature -> feature.name())
                .containsExactly(
                        "basket__a",
                        "buyer__basket__a",
                        "buyer__card_spend__payments_7d",
                        "buyer__card_spend__spend_30d",
                        "buyer__card_spend__last_country");
        assertThat(plan.views()).hasSize(2);
    }

    @Test
    void theRegistryKeepsItAndRefusesAnotherMeaning() {
        RegistrySnapshot registry = apply(repository("a: amount + 1"), RegistrySnapshot.EMPTY);
        assertThat(RegistryStore.of(folder).load()).isEqualTo(registry);
        RegistryDelta delta = RegistryDelta.between(
                registry, repository("a: amount + 2").check(registry).definitions());
        assertThat(delta.refusals())
                .singleElement()
                .satisfies(refused -> assertThat(refused.differences())
                        .singleElement()
                        .hasToString("features.a.expression: amount + 1 -> amount + 2"));
    }

    @Test
    void referencesWithRolesReadBack() {
        for (String text : new String[] {"a@1:b", "r:a@1:b"}) {
            assertThat(FeatureRef.parse(text).map(FeatureRef::toString)).contains(text);
        }
        for (String text : new String[] {"a:b", "r:a:b", ":a@1:b", "a@1:", "R:a@1:b", "x:r:a@1:b"}) {
            assertThat(FeatureRef.parse(text)).isEmpty();
        }
    }

    private TestRepository repository(String features) {
        return new TestRepository(folder)
                .with(
                        "a.yaml",
                        TestRepository.PAYMENTS
                                + "---\non_demand: basket\nversion: 1\nrequest: {amount: float64, note: string}\n"
                                + "features:\n  " + features + "\n");
    }

    private OnDemandView basket(String features) {
        TestRepository repository = repository(features);
        assertThat(repository.problems()).isEmpty();
        return Optional.ofNullable(repository.definitions().onDemandViews().get(BASKET))
                .orElseThrow();
    }

    private RegistrySnapshot apply(TestRepository repository, RegistrySnapshot base) {
        return RegistryStore.of(folder)
                .apply(
                        RegistryDelta.between(base, repository.check(base).definitions()),
                        Instant.EPOCH,
                        Optional.empty());
    }
}
