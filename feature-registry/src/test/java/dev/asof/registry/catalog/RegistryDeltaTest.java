package dev.asof.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.definition.TestRepository;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a plan says, and what an apply then does. */
class RegistryDeltaTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    Path folder;

    private TestRepository repository;
    private RegistrySnapshot registry = RegistrySnapshot.EMPTY;

    @BeforeEach
    void applyThePlainCase() {
        repository = new TestRepository(folder);
        write(TestRepository.PAYMENTS);
        registry = delta().next(NOON, Optional.empty());
    }

    @Test
    void nothingChangedIsNothingPlanned() {
        assertThat(delta().describe()).isEmpty();
        assertThat(delta().isEmpty()).isTrue();
    }

    @Test
    void aChangedExpressionIsRefusedWithTheDifference() {
        write(TestRepository.PAYMENTS.replace("sum(amount)", "sum(amount * 2)"));
        assertThat(delta().describe())
                .containsExactly(
                        "! feature view card_spend@1 would change its meaning; it needs a new version",
                        "    features.spend_30d.aggregate: sum(amount) -> sum(amount * 2)");
        assertThatThrownBy(() -> delta().next(NOON, Optional.empty()))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CHANGED_MEANING))
                .hasMessage("""
                        Cannot apply the definitions: a meaning would change without a new version.
                        feature view 'card_spend@1':
                            features.spend_30d.aggregate: sum(amount) -> sum(amount * 2)
                        Raise the version, or take the change back.""");
    }

    @Test
    void aChangedExpressionUnderANewVersionIsAdded() {
        write(TestRepository.PAYMENTS
                .replace("sum(amount)", "sum(amount * 2)")
                .replace("version: 1\nentity", "version: 2\nentity")
                .replace("version: 1\nfeatures: [card_spend@1:*]", "version: 2\nfeatures: [card_spend:*]"));
        assertThat(delta().describe())
                .containsExactly(
                        "- feature view card_spend@1 is no longer in the files, and stays registered",
                        "+ feature view card_spend@2",
                        "- feature service fraud@1 is no longer in the files, and stays registered",
                        "+ feature service fraud@2",
                        "To load before serving:",
                        "    card_spend@2 from source payments (data/payments.parquet)",
                        "        keeps all events (no horizon), about 48 bytes each; 3 partial states a block");
        RegistrySnapshot next = apply();
        assertThat(next.views())
                .extracting(view -> view.id().toString())
                .containsExactly("card_spend@1", "card_spend@2");
        assertThat(next.requireService("fraud").features().getFirst()).hasToString("card_spend@2:payments_7d");
        assertThat(delta().describe()).isEmpty();
    }

    @Test
    void aChangedDescriptionIsAccepted() {
        write(TestRepository.PAYMENTS
                .replace(
                        "feature_view: card_spend",
                        "feature_view: card_spend\ndescription: What a card spends.\nowner: risk")
                .replace("window: 7d}", "window: 7d, description: Last week.}"));
        assertThat(delta().describe())
                .containsExactly(
                        "~ feature view card_spend@1",
                        "    description: (none) -> What a card spends.",
                        "    features.payments_7d.description: (none) -> Last week.",
                        "    owner: (none) -> risk");
        assertThat(apply().requireView("card_spend").attributes().owner()).hasValue("risk");
    }

    @Test
    void aMovedFileIsAcceptedAndReadFromThere() {
        write(TestRepository.PAYMENTS.replace("path: data/", "path: lake/"));
        assertThat(delta().describe())
                .containsExactly("~ source payments", "    path: data/payments.parquet -> lake/payments.parquet");
        assertThat(apply().requireSource("payments").path()).isEqualTo("lake/payments.parquet");
    }

    @Test
    void aChangedContractChangesTheMeaningOfEveryViewOnIt() {
        write(TestRepository.PAYMENTS.replace("min: 0", "min: 1"));
        assertThat(delta().describe())
                .containsExactly(
                        "~ source payments",
                        "    columns.amount.min: 0.0 -> 1.0",
                        "! feature view card_spend@1 would change its meaning; it needs a new version",
                        "    source.columns.amount.min: 0.0 -> 1.0");
    }

    @Test
    void aChangedEntityChangesTheMeaningOfEveryViewOfIt() {
        write(TestRepository.PAYMENTS.replace("card_id: int64", "card_id: string"));
        assertThat(delta().describe())
                .containsExactly(
                        "~ entity card",
                        "    keys.card_id: int64 -> string",
                        "~ source payments",
                        "    columns.card_id.type: int64 -> string",
                        "! feature view card_spend@1 would change its meaning; it needs a new version",
                        "    keys.card_id: int64 -> string",
                        "    source.columns.card_id.type: int64 -> string");
    }

    @Test
    void aViewThatLeftTheFilesKeepsItsMeaningWhenItsSourceChanges() {
        write(TestRepository.PAYMENTS
                .replace("min: 0", "min: 1")
                .replace("version: 1\nentity", "version: 2\nentity")
                .replace("version: 1\nfeatures: [card_spend@1:*]", "version: 1\nfeatures: [card_spend@1:*]"));
        FeatureView before = registry.requireView("card_spend@1");
        assertThat(delta().refusals()).isEmpty();
        RegistrySnapshot next = apply();
        assertThat(next.requireView("card_spend@1")).isEqualTo(before);
        assertThat(next.requireView("card_spend@2").contracts()).isNotEqualTo(before.contracts());
    }

    @Test
    void whatLeftTheFilesStaysRegisteredAndIsSaidOnce() {
        write("entity: card\nkeys: {card_id: int64}\n");
        assertThat(delta().describe())
                .containsExactly(
                        "- source payments is no longer in the files, and stays registered",
                        "- feature view card_spend@1 is no longer in the files, and stays registered",
                        "- feature service fraud@1 is no longer in the files, and stays registered");
        RegistrySnapshot next = apply();
        assertThat(next.requireView("card_spend@1").feature("spend_30d")).isPresent();
        assertThat(delta().describe()).isEmpty();
        write(TestRepository.PAYMENTS);
        assertThat(delta().describe())
                .containsExactly(
                        "+ source payments is in the files again",
                        "+ feature view card_spend@1 is in the files again",
                        "+ feature service fraud@1 is in the files again");
    }

    @Test
    void aServiceIsResolvedOnce() {
        write(TestRepository.PAYMENTS.replace(
                "version: 1\nfeatures: [card_spend@1:*]", "version: 2\nfeatures: [card_spend:*]"));
        apply();
        write(TestRepository.PAYMENTS
                .replace("version: 1\nentity", "version: 2\nentity")
                .replace("version: 1\nfeatures: [card_spend@1:*]", "version: 2\nfeatures: [card_spend:*]"));
        RegistrySnapshot next = apply();
        assertThat(next.newestView("card_spend")).hasValue(2);
        assertThat(next.requireService("fraud@2").views()).containsExactly(new VersionedName("card_spend", 1));
        write(TestRepository.PAYMENTS
                .replace("version: 1\nentity", "version: 2\nentity")
                .replace("version: 1\nfeatures: [card_spend@1:*]", "version: 3\nfeatures: [card_spend:*]"));
        assertThat(apply().requireService("fraud@3").views()).containsExactly(new VersionedName("card_spend", 2));
    }

    @Test
    void aServiceThatReadsOtherFeaturesIsRefused() {
        write(TestRepository.PAYMENTS.replace(
                "[card_spend@1:*]", "[card_spend@1:spend_30d, card_spend@1:payments_7d]"));
        assertThat(delta().describe())
                .containsExactly(
                        "! feature service fraud@1 would change its meaning; it needs a new version",
                        "    features: [card_spend@1:payments_7d, card_spend@1:spend_30d, card_spend@1:last_country] ->"
                                + " [card_spend@1:spend_30d, card_spend@1:payments_7d]");
    }

    @Test
    void inferredTypesArePinned() {
        String inferred = TestRepository.PAYMENTS
                .replace("  amount: {type: float64, min: 0}\n", "")
                .replace("version: 1\n", "version: 5\n")
                .replace("@1", "@5");
        write(inferred);
        repository
                .withColumn("data/payments.parquet", "card_id", ScalarType.INT64)
                .withColumn("data/payments.parquet", "paid_at", ScalarType.TIMESTAMP)
                .withColumn("data/payments.parquet", "country", ScalarType.STRING)
                .withColumn("data/payments.parquet", "amount", ScalarType.INT32)
                .withColumn("data/payments.parquet", "unused", ScalarType.BOOL);
        RegistrySnapshot pinned = apply();
        FeatureView view = pinned.requireView("card_spend@5");
        assertThat(view.feature("spend_30d").orElseThrow().type()).isEqualTo(ScalarType.INT64);
        assertThat(view.contract("payments").schema().names())
                .containsExactly("amount", "card_id", "country", "paid_at");
        assertThat(pinned.requireSource("payments").schema().names()).contains("unused");

        TestRepository wider = new TestRepository(folder)
                .withColumn("data/payments.parquet", "card_id", ScalarType.INT64)
                .withColumn("data/payments.parquet", "paid_at", ScalarType.TIMESTAMP)
                .withColumn("data/payments.parquet", "country", ScalarType.STRING)
                .withColumn("data/payments.parquet", "amount", ScalarType.INT64);
        assertThat(RegistryDelta.between(registry, wider.check(registry).definitions())
                        .describe())
                .containsSubsequence(
                        "! feature view card_spend@5 would change its meaning; it needs a new version",
                        "    source.columns.amount.type: int32 -> int64");

        TestRepository withoutFiles = new TestRepository(folder);
        assertThat(RegistryDelta.between(registry, withoutFiles.check(registry).definitions())
                        .isEmpty())
                .isTrue();
    }

    @Test
    void manyRefusalsAreCounted() {
        write(TestRepository.PAYMENTS
                .replace("sum(amount)", "sum(amount * 2)")
                .replace("[card_spend@1:*]", "[card_spend@1:spend_30d]"));
        assertThatThrownBy(() -> delta().next(NOON, Optional.empty()))
                .hasMessageStartingWith("Cannot apply the definitions: 2 meanings would change without a new version.");
    }

    @Test
    void whatIsNotRegisteredIsNamedWithTheNearest() {
        assertThatThrownBy(() -> registry.requireService("frau"))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNKNOWN_NAME))
                .hasMessage("Cannot find feature service 'frau': it is not registered. Did you mean 'fraud'?");
        assertThatThrownBy(() -> registry.requireView("card_spend@2"))
                .hasMessage(
                        "Cannot find feature view 'card_spend@2': it is not registered. Did you mean 'card_spend@1'?");
        assertThatThrownBy(() -> RegistrySnapshot.EMPTY.requireService("fraud"))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_APPLIED));
    }

    private void write(String yaml) {
        repository.with("a.yaml", yaml);
    }

    private RegistryDelta delta() {
        return RegistryDelta.between(registry, repository.check(registry).definitions());
    }

    private RegistrySnapshot apply() {
        registry = delta().next(NOON, Optional.empty());
        return registry;
    }
}
