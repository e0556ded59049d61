package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.ContentHash;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedDatasetTest {
    @TempDir
    private Path root;

    private Fixture fixture;

    @BeforeEach
    void define() {
        fixture = new Fixture(root)
                .define("""
                        entity: customer
                        keys: {customer_id: int64}
                        ---
                        source: payments
                        path: payments.parquet
                        event_time: paid_at
                        ---
                        feature_view: spend
                        version: 1
                        entity: customer
                        source: payments
                        features:
                          total: {aggregate: sum(amount), window: unbounded}
                        ---
                        feature_service: churn
                        version: 1
                        features: [spend@1:*]
                        """)
                .parquet(
                        "payments.parquet",
                        Batches.with("customer_id", ScalarType.INT64, 1)
                                .and("paid_at", ScalarType.TIMESTAMP, 10)
                                .and("amount", ScalarType.FLOAT64, 1.5))
                .text("asked.csv", "customer_id,event_timestamp\n1,1970-01-01T00:00:01Z\n");
    }

    /** A folder where the manifest is to be written first, which nobody can write over. */
    @ParameterizedTest
    @EnumSource
    void aManifestThatCannotBeWrittenLeavesNoTrainingSet(TableFormat format) throws IOException {
        Path folder = Files.createDirectories(root.resolve(".out.manifest.json.tmp/in the way"));
        List<String> before = fixture.files();

        assertThatThrownBy(() -> build(format))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED))
                .hasMessageContaining("Cannot write " + root.resolve("out.manifest.json"));
        assertThat(fixture.files()).isEqualTo(before);

        Files.delete(folder);
        build(format);
        assertThat(DatasetManifest.read(root.resolve("out")).output().sha256())
                .isEqualTo(ContentHash.ofFile(root.resolve("out")));
    }

    @Test
    void aManifestThatCannotBeWrittenLeavesTheFormerTrainingSetAndItsManifest() throws IOException {
        build(TableFormat.PARQUET);
        String former = ContentHash.ofFile(root.resolve("out"));
        fixture.text("asked.csv", "customer_id,event_timestamp\n2,1970-01-01T00:00:01Z\n");
        Files.createDirectories(root.resolve(".out.manifest.json.tmp/in the way"));

        assertThatThrownBy(() -> build(TableFormat.PARQUET)).isInstanceOf(AsofException.class);

        assertThat(ContentHash.ofFile(root.resolve("out"))).isEqualTo(former);
        assertThat(DatasetManifest.read(root.resolve("out")).output().sha256()).isEqualTo(former);
    }

    @ParameterizedTest
    @ValueSource(strings = {"out", "out.manifest.json"})
    void aFolderOfThatNameIsRefused(String name) throws IOException {
        Files.createDirectories(root.resolve(name).resolve("below"));

        assertThatThrownBy(() -> build(TableFormat.PARQUET))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageEndingWith(" to " + root.resolve(name) + ": that is a folder. Give --out another name.");
    }

    @Test
    void aTrainingSetWithoutAManifestIsSaidToBeOneThatMustBeBuiltAgain() throws IOException {
        build(TableFormat.PARQUET);
        Files.delete(root.resolve("out.manifest.json"));

        assertThatThrownBy(() -> DatasetManifest.read(root.resolve("out")))
                .isInstanceOf(AsofException.class)
                .hasMessageEndingWith(
                        ": there is no such file. A build writes it beside the dataset, and one that was killed leaves"
                                + " none: build the dataset again.");
    }

    @Test
    void theRootOfAllFoldersIsNoTrainingSet() {
        assertThatThrownBy(() -> DatasetManifest.read(Path.of("/")))
                .isInstanceOf(AsofException.class)
                .hasMessageStartingWith("Cannot read manifest /.manifest.json: there is no such file.");
        assertThatThrownBy(() -> fixture.build("churn", "asked.csv", "/"))
                .isInstanceOf(AsofException.class)
                .hasMessage("Cannot write the training set to /: that is a folder. Give --out another name.");
    }

    private void build(TableFormat format) {
        fixture.build("churn", "asked.csv", "out", BuildSettings.of(1).with(format));
    }
}
