package dev.asof.registry.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.definition.TestRepository;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Views that several sources feed. */
class UnionDefinitionsTest {
    private static final String UNION = """
            entity: card
            keys: {card_id: int64}
            ---
            source: adyen
            path: data/adyen.parquet
            event_time: paid_at
            unique_key: [payment_id]
            zone: Europe/Amsterdam
            columns:
              card_id: int64
              paid_at: timestamp
              payment_id: string
              amount: {type: float64, min: 0}
            ---
            source: stripe
            path: data/stripe.parquet
            event_time: paid_at
            unique_key: [payment_id]
            columns:
              card_id: int64
              paid_at: timestamp
              payment_id: string
              amount: {type: float64, nullable: false}
              risk: int32
            on_violation: drop
            ---
            feature_view: card_spend
            version: 1
            entity: card
            sources: [adyen, stripe]
            features:
              spend_30d: {aggregate: sum(amount), window: 30d}
            """;

    @TempDir
    Path folder;

    /** A change here is a change of every such meaning that was ever registered. */
    @Test
    void theFingerprintIsStable() {
        assertThat(view(UNION).fingerprint().hex())
                .isEqualTo("e747967cabb3676a2b58a6510099fe1247ba7104b2e9c3d512cef8308e898768");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sources: [adyen, stripe] | sources: [stripe, adyen]",
                "path: data/adyen.parquet | path: data/moved",
                "on_violation: drop | on_violation: fail",
                "sources: [adyen, stripe] | sources: [adyen, stripe]\\nhorizon: 7d"
            })
    void whatChangesNoValueIsNoPartOfTheMeaning(String text, String by) {
        assertThat(changed(text, by).fingerprint()).isEqualTo(view(UNION).fingerprint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "min: 0 | min: 1",
                "nullable: false | nullable: true",
                "zone: Europe/Amsterdam | zone: Europe/Berlin",
                "risk: int32 | risk: int64",
                "sources: [adyen, stripe] | source: adyen",
                "sources: [adyen, stripe] | source: stripe"
            })
    void theContractOfEachSourceIsPartOfTheMeaning(String text, String by) {
        assertThat(changed(text, by).fingerprint()).isNotEqualTo(view(UNION).fingerprint());
    }

    @Test
    void aDifferenceNamesTheSource() {
        RegistrySnapshot applied = applied();
        Definitions definitions = definitions(UNION.replace("min: 0", "min: 1"));
        RegistryDelta delta = RegistryDelta.between(applied, definitions);
        assertThat(delta.refusals())
                .singleElement()
                .satisfies(change -> assertThat(change.differences())
                        .extracting(FieldDifference::field)
                        .containsExactly("sources.adyen.columns.amount.min"));
    }

    @Test
    void thePlanNamesAllSources() {
        assertThat(RegistryDelta.between(RegistrySnapshot.EMPTY, definitions(UNION))
                        .describe())
                .anySatisfy(line -> assertThat(line)
                        .contains(
                                "card_spend@1 from sources adyen (data/adyen.parquet), stripe (data/stripe.parquet)"));
    }

    @Test
    void theRegistryKeepsIt() {
        RegistrySnapshot applied = applied();
        byte[] bytes = RegistryCodec.encode(applied);
        assertThat(RegistryCodec.decode("registry.json", bytes)).isEqualTo(applied);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("\"format\": 2");
    }

    @Test
    void aRegistryWithoutUnionsIsWrittenAsItWas() {
        Definitions plain = definitions(TestRepository.PAYMENTS);
        RegistrySnapshot applied =
                RegistryDelta.between(RegistrySnapshot.EMPTY, plain).next(Instant.EPOCH, Optional.empty());
        assertThat(new String(RegistryCodec.encode(applied), StandardCharsets.UTF_8))
                .contains("\"format\": 1");
    }

    @Test
    void aProgramReadsTheRowsOfOneSourceAtATime() {
        FeatureProgram program = FeatureCompiler.compile(view(UNION));
        assertThat(program.sources()).containsExactly("adyen", "stripe");
        assertThat(program.admission("stripe").columns()).contains("risk");
        assertThat(program.admission("adyen").columns()).doesNotContain("risk");
        assertThat(program.admission("adyen").source()).isEqualTo("adyen");
        assertThatThrownBy(() -> program.admission("paypal")).hasMessageContaining("does not read");
    }

    private RegistrySnapshot applied() {
        return RegistryDelta.between(RegistrySnapshot.EMPTY, definitions(UNION)).next(Instant.EPOCH, Optional.empty());
    }

    private FeatureView changed(String text, String by) {
        String yaml = UNION.replace(text, by.replace("\\n", "\n"));
        assertThat(yaml).isNotEqualTo(UNION);
        return view(yaml);
    }

    private FeatureView view(String yaml) {
        return Objects.requireNonNull(definitions(yaml).views().get(new VersionedName("card_spend", 1)));
    }

    private Definitions definitions(String yaml) {
        return new TestRepository(folder).with("a.yaml", yaml).definitions();
    }
}
