package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.offline.dataset.DatasetRebuild.Outcome;
import dev.asof.offline.input.ContentHash;
import dev.asof.offline.input.InputChoice;
import dev.asof.offline.table.TableFormat;
import dev.asof.registry.archive.LoadLedger;
import dev.asof.registry.archive.LoadedFile;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.ScalarType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetRebuildTest {
    @TempDir
    private Path root;

    private Fixture fixture;
    private RegistrySnapshot registry;

    @BeforeEach
    void build() {
        fixture = new Fixture(root)
                .define("""
                        entity: customer
                        keys: {customer_id: int64}
                        ---
                        source: payments
                        path: data/
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
                .parquet("data/a.parquet", payments(1.5))
                .parquet("data/b.parquet", payments(2.5))
                .text("asked.csv", "customer_id,event_timestamp,label\n1,1970-01-01T00:00:01Z,yes\n");
        registry = fixture.registry();
        fixture.build(
                "churn",
                "asked.csv",
                "out.arrow",
                BuildSettings.of(2)
                        .with(TableFormat.ARROW)
                        .with(StatusColumns.INCLUDED)
                        .with(InputChoice.FILES));
    }

    @Test
    void theSameInputsGiveTheSameBytes() {
        DatasetRebuild.Report report = rebuild();

        assertThat(report.outcome()).isEqualTo(Outcome.SAME);
        assertThat(report.changes()).isEmpty();
        assertThat(report.rebuiltSha256()).contains(report.expectedSha256());
    }

    @Test
    void nothingIsLeftBehind() {
        rebuild();

        assertThat(fixture.files())
                .containsExactly("asked.csv", "data", "definitions.yaml", "out.arrow", "out.arrow.manifest.json");
    }

    @Test
    void movedFilesAreTheSame() throws IOException {
        Files.move(root.resolve("data/a.parquet"), root.resolve("data/z.parquet"));

        assertThat(rebuild().outcome()).isEqualTo(Outcome.SAME);
    }

    @Test
    void theInputsThatChangedAreNamed() throws IOException {
        fixture.parquet("data/b.parquet", payments(7));
        Files.writeString(root.resolve("asked.csv"), "customer_id,event_timestamp\n2,1970-01-01T00:00:01Z\n");

        DatasetRebuild.Report report = rebuild();

        assertThat(report.outcome()).isEqualTo(Outcome.CHANGED_INPUTS);
        assertThat(report.changes())
                .containsExactly(
                        "observations asked.csv have changed",
                        "source payments: data/b.parquet has changed or is gone",
                        "source payments: " + root.resolve("data/b.parquet") + " was not there");
    }

    @Test
    void inputsThatAreGoneAreNamed() throws IOException {
        Files.delete(root.resolve("data/a.parquet"));
        Files.delete(root.resolve("data/b.parquet"));
        Files.delete(root.resolve("asked.csv"));

        assertThat(rebuild().changes())
                .containsExactly(
                        "observations asked.csv are gone",
                        "source payments: data/a.parquet has changed or is gone",
                        "source payments: data/b.parquet has changed or is gone");
    }

    @Test
    void aFileThatWasChangedIsSeen() throws IOException {
        Files.write(root.resolve("out.arrow"), new byte[] {1});

        assertThat(rebuild().outcome()).isEqualTo(Outcome.CHANGED_FILE);
    }

    @Test
    void filesThatWereLoadedAtOtherTimesAreNamedWhereRowsAskForThem() {
        fixture.text(
                "asked.csv", "customer_id,event_timestamp,accepted_by\n1,1970-01-01T00:00:01Z,1970-01-01T00:00:02Z\n");
        loadedAt(1_500_000);
        fixture.build("churn", "asked.csv", "out.arrow", BuildSettings.of(1).with(TableFormat.ARROW));
        assertThat(rebuild().outcome()).isEqualTo(Outcome.SAME);

        loadedAt(9_500_000);
        DatasetRebuild.Report report = rebuild();

        assertThat(report.outcome()).isEqualTo(Outcome.CHANGED_INPUTS);
        assertThat(report.changes())
                .containsExactly("the times at which files were loaded into the online store, by which accepted_by is"
                        + " answered, are not those of then (payments)");
    }

    private void loadedAt(long acceptedAtMicros) {
        List<LoadedFile> loads = Stream.of("data/a.parquet", "data/b.parquet")
                .map(path -> new LoadedFile(
                        "spend@1",
                        ContentHash.ofFile(root.resolve(path)),
                        path,
                        OptionalLong.empty(),
                        acceptedAtMicros))
                .toList();
        new LoadLedger(loads).write(fixture.repository().archiveFolder("payments"));
    }

    @Test
    void otherBytesAreSeen() throws IOException {
        Path manifest = root.resolve("out.arrow.manifest.json");
        String sha256 = DatasetManifest.read(root.resolve("out.arrow")).output().sha256();
        Files.writeString(manifest, Files.readString(manifest).replace(sha256, "0".repeat(64)));

        assertThat(rebuild().outcome()).isEqualTo(Outcome.DIFFERENT_BYTES);
    }

    private DatasetRebuild.Report rebuild() {
        return new DatasetRebuild(fixture.repository(), registry, BuildSettings.of(1))
                .rebuild(root.resolve("out.arrow"));
    }

    private static Batches payments(double amount) {
        return Batches.with("customer_id", ScalarType.INT64, 1)
                .and("paid_at", ScalarType.TIMESTAMP, 10)
                .and("amount", ScalarType.FLOAT64, amount);
    }
}
