package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.asof.offline.Batches;
import dev.asof.offline.Fixture;
import dev.asof.offline.archive.EventArchive;
import dev.asof.offline.dataset.DatasetRebuild.Outcome;
import dev.asof.offline.input.InputChoice;
import dev.asof.offline.observation.ObservationOptions;
import dev.asof.registry.archive.LoadLedger;
import dev.asof.registry.archive.LoadedFile;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.erasure.ErasureFolder;
import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.error.ErrorKind;
import dev.asof.registry.repository.ContentHash;
import dev.asof.registry.repository.FeatureRepository;
import dev.asof.registry.repository.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetRebuildTest {
    private static final JsonMapper JSON = new JsonMapper();

    /** What a rebuild does not look into. */
    private static final Set<String> UNREAD = Set.of("profile", "definition");

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

    /** Whatever stands in the place of a part of the manifest, it is taken or refused as any damaged file is. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "-1", "\"\\u0000\"", "[null]"})
    void aManifestThatNoBuildWroteIsRefused(String part) throws IOException {
        Path manifest = root.resolve("out.arrow.manifest.json");
        JsonNode good = JSON.readTree(manifest.toFile());
        for (JsonPointer place : places(JsonPointer.empty(), good)) {
            JsonNode bad = good.deepCopy();
            put(bad, place, JSON.readTree(part));
            JSON.writeValue(manifest.toFile(), bad);
            try {
                rebuild();
            } catch (AsofException refused) {
                assertThat(refused.code().kind()).as("%s at %s", part, place).isNotEqualTo(ErrorKind.INTERNAL);
                assertThat(refused.getMessage()).doesNotContain("dev.asof", "java.");
            } catch (RuntimeException e) {
                throw new AssertionError(part + " at " + place, e);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rows 7", "/dataset_id \"0\"", "/output/bytes 1",
                "/observations/rows 2", "/views/0/filter_errors 1", "/views/0/definition/entity \"other\"",
                "/features/0/type \"int64\"", "/features/0/statuses/PRESENT 9", "/features/0/expression_errors 1",
                "/features/0/profile/mean 1.5", "/features/0/profile/top/0/count 3", "/inputs/1/rows 5",
                "/inputs/0/skipped_rows 5", "/inputs/0/violating_rows 5", "/inputs/0/origin \"archive\""
            })
    void anEntryThatWasChangedIsNamed(String change) throws IOException {
        String[] words = change.split(" ");
        String before = changed(words[0], words[1]);

        DatasetRebuild.Report report = rebuild();

        assertThat(report.outcome()).isEqualTo(Outcome.CHANGED_MANIFEST);
        String entry = words[0].substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');
        assertThat(report.differences()).containsExactly(new DatasetRebuild.EntryDifference(entry, words[1], before));
    }

    /** @return what was there, as JSON */
    private String changed(String pointer, String value) throws IOException {
        Path manifest = root.resolve("out.arrow.manifest.json");
        JsonNode tree = JSON.readTree(manifest.toFile());
        JsonPointer place = JsonPointer.compile(pointer);
        String before = tree.at(place).toString();
        put(tree, place, JSON.readTree(value));
        JSON.writeValue(manifest.toFile(), tree);
        return before;
    }

    @Test
    void entriesThatAreGoneOrTooManyAreNamed() throws IOException {
        changed("/features/0/profile/top", "[]");
        changed("/features/0/statuses", "{\"EXPIRED\": 4}");

        assertThat(rebuild().differences())
                .containsExactly(
                        new DatasetRebuild.EntryDifference("features[0].statuses.EXPIRED", "4", "nothing"),
                        new DatasetRebuild.EntryDifference("features[0].statuses.PRESENT", "nothing", "1"),
                        new DatasetRebuild.EntryDifference("features[0].profile.top", "[]", "1 entry"));
    }

    @Test
    void theHashesOfAFileThatIsStillWhatIsBuiltAreTheManifests() throws IOException {
        changed("/output/sha256", "\"0\"");

        DatasetRebuild.Report report = rebuild();

        assertThat(report.outcome()).isEqualTo(Outcome.CHANGED_MANIFEST);
        assertThat(report.differences()).extracting("entry").contains("output.sha256");
    }

    @Test
    void whatAnotherViewFindsOfTheSourceIsNoDifference() throws IOException {
        changed("/inputs/0/skipped_rows", "5");
        fixture.text("more.yaml", """
                feature_view: other
                version: 1
                entity: customer
                source: payments
                features:
                  last: {latest: amount}
                """);
        registry = fixture.registry();

        assertThat(rebuild().outcome()).isEqualTo(Outcome.SAME);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    ``                           | : it is no JSON object.
                    no JSON                      | :1: Unrecognized token 'no'
                    []                           | : it is no JSON object.
                    {"format": 4                 | :1: it ends here and isn't whole.
                    {"format": 4, "format": 4}   | :1: Duplicate field 'format'
                    {"format": 4} {}             | :1: something follows its end.
                    {}                           | : its 'format' is missing or no whole number.
                    {"format": "4"}              | : its 'format' is missing or no whole number.
                    {"format": 5}                | : its format is 5, this build reads 4.
                    {"format": 4294967300}       | : its format is 4294967300, this build reads 4.
                    {"rows": 9999999999999999999} | :1: Numeric value (9999999999999999999) out of range of long
                    {"format": 4}                | : what it says at 'dataset_id' is nothing that a build writes.
                    """)
    void aTextThatIsNoManifestIsRefused(String text, String reason) throws IOException {
        Files.writeString(root.resolve("out.arrow.manifest.json"), text);

        assertRefused("out.arrow.manifest.json" + reason);
    }

    @Test
    void aManifestInAnotherEncodingIsRefused() throws IOException {
        Files.write(root.resolve("out.arrow.manifest.json"), new byte[] {0, 0, 0, '{', 0, 0x55, 0, '}'});

        assertRefused("out.arrow.manifest.json: it is no text in UTF-8.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/rows 1.0",
                "/rows \"1\"",
                "/rows true",
                "/service 1",
                "/output/sha256 1",
                "/output/format 0",
                "/output/format \"xml\"",
                "/features {}",
                "/observations/key_columns []"
            })
    void aPartOfAnotherTypeIsRefusedByItsPlace(String change) throws IOException {
        String[] words = change.split(" ");
        changed(words[0], words[1]);

        assertRefused(
                "what it says at '" + words[0].substring(1).replace('/', '.') + "' is nothing that a build writes.");
    }

    @Test
    void aManifestThatIsCutOffAnywhereIsRefusedByItsLine() throws IOException {
        Path manifest = root.resolve("out.arrow.manifest.json");
        byte[] whole = Files.readAllBytes(manifest);
        for (int length = 1; length < whole.length - 2; length += 97) {
            Files.write(manifest, Arrays.copyOf(whole, length));
            assertThatThrownBy(this::rebuild)
                    .isInstanceOfSatisfying(
                            AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT_FILE))
                    .hasMessageMatching(
                            ".*manifest.json:\\d+: (it ends here and isn't whole|Unrecognized token '[a-z]+').*");
        }
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(this::rebuild)
                .isInstanceOfSatisfying(
                        AsofException.class,
                        refused -> assertThat(refused.code())
                                .isIn(ErrorCode.INVALID_INPUT_FILE, ErrorCode.UNSUPPORTED_FORMAT_VERSION))
                .hasMessageContaining(reason);
    }

    @Test
    void aManifestWithoutAValueIsRefusedByItsPlace() throws IOException {
        Path manifest = root.resolve("out.arrow.manifest.json");
        JsonNode bad = JSON.readTree(manifest.toFile());
        ((ObjectNode) bad.path("observations")).putNull("time_column");
        JSON.writeValue(manifest.toFile(), bad);

        assertThatThrownBy(this::rebuild)
                .isInstanceOf(AsofException.class)
                .hasMessageEndingWith(": what it says at 'observations.time_column' is nothing that a build writes."
                        + " Build the dataset again.");
    }

    private static List<JsonPointer> places(JsonPointer here, JsonNode node) {
        List<JsonPointer> places = new ArrayList<>();
        node.properties().forEach(field -> {
            JsonPointer place = here.appendProperty(field.getKey());
            places.add(place);
            if (!UNREAD.contains(field.getKey())) {
                places.addAll(places(place, field.getValue()));
            }
        });
        if (node.isArray() && !node.isEmpty()) {
            places.add(here.appendIndex(0));
            places.addAll(places(here.appendIndex(0), node.get(0)));
        }
        return places;
    }

    private static void put(JsonNode root, JsonPointer place, JsonNode part) {
        JsonNode parent = root.at(place.head());
        if (parent instanceof ObjectNode object) {
            object.set(place.last().getMatchingProperty(), part);
        } else {
            ((ArrayNode) parent).set(place.last().getMatchingIndex(), part);
        }
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
                .containsExactly("observations asked.csv have changed", "source payments: data/b.parquet has changed");
        assertThat(report.newerInputs()).isEmpty();
    }

    @Test
    void anInputThatWasCutOffHasChanged() throws IOException {
        Path file = root.resolve("data/b.parquet");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 100));

        DatasetRebuild.Report report = rebuild();

        assertThat(report.outcome()).isEqualTo(Outcome.CHANGED_INPUTS);
        assertThat(report.changes()).singleElement().asString().contains("b.parquet", "cut off");
    }

    @Test
    void aFileThatLostRowsOfErasedEntitiesIsSaidToHave() throws IOException {
        String before = ContentHash.ofFile(root.resolve("data/b.parquet"));
        new ErasureFolder(new FeatureRepository(root))
                .receipts()
                .write(ErasureReceipt.begun(List.of("ab"), 1)
                        .with(new ErasureReceipt.ArchiveFile("payments", "b.parquet", 3, 1, 0, before))
                        .finished(2));
        fixture.parquet("data/b.parquet", payments(7));

        assertThat(rebuild().changes())
                .containsExactly(
                        "source payments: data/b.parquet has lost rows of entities that were erased since (3 rows gone, 1"
                                + " without their keys)");
    }

    @Test
    void inputsThatAreGoneAreNamed() throws IOException {
        Files.delete(root.resolve("data/a.parquet"));
        Files.delete(root.resolve("data/b.parquet"));
        Files.delete(root.resolve("asked.csv"));

        assertThat(rebuild().changes())
                .containsExactly(
                        "observations asked.csv are gone",
                        "source payments: data/a.parquet is gone",
                        "source payments: data/b.parquet is gone");
    }

    @Test
    void filesThatCameSinceAreLeftOutAndNamed() {
        fixture.parquet("data/c.parquet", payments(7));

        DatasetRebuild.Report report = rebuild();

        assertThat(report.outcome()).isEqualTo(Outcome.SAME);
        assertThat(report.newerInputs()).containsExactly("source payments: data/c.parquet");
    }

    @Test
    void aFileThatTookThePlaceOfAMovedOneCameSince() throws IOException {
        Files.move(root.resolve("data/a.parquet"), root.resolve("data/z.parquet"));
        fixture.parquet("data/a.parquet", payments(7));

        DatasetRebuild.Report report = rebuild();

        assertThat(report.outcome()).isEqualTo(Outcome.SAME);
        assertThat(report.newerInputs()).containsExactly("source payments: data/a.parquet");
    }

    /** Without a unique key, files and archived events together are refused; those that went in were files alone. */
    @Test
    void eventsThatWereArchivedSinceAreLeftOut() {
        fixture.build("churn", "asked.csv", "out.arrow", BuildSettings.of(1).with(TableFormat.ARROW));
        fixture.parquet(
                ".asof/archive/payments/day=2026-01-01/1-2.parquet",
                payments(7).and(EventArchive.ACCEPTED_AT, ScalarType.TIMESTAMP, 2));

        DatasetRebuild.Report report = rebuild();

        assertThat(report.outcome()).isEqualTo(Outcome.SAME);
        assertThat(report.newerInputs())
                .containsExactly("source payments: .asof/archive/payments/day=2026-01-01/1-2.parquet");
    }

    @Test
    void theManifestSaysUntilWhenTheArchiveIsComplete() throws IOException {
        Files.delete(root.resolve("data/a.parquet"));
        Files.delete(root.resolve("data/b.parquet"));
        for (int day = 1; day <= 2; day++) {
            fixture.parquet(
                    ".asof/archive/payments/day=1970-01-0" + day + "/x.parquet",
                    payments(day).and(EventArchive.ACCEPTED_AT, ScalarType.TIMESTAMP, day * 1_000_000L));
        }

        DatasetManifest manifest = new TrainingSetBuilder(fixture.repository(), registry, BuildSettings.of(1))
                .build(
                        registry.requireService("churn"),
                        root.resolve("asked.csv"),
                        ObservationOptions.of(TableFormat.CSV),
                        root.resolve("archived.parquet"));

        assertThat(manifest.archives())
                .containsExactly(new DatasetManifest.Archive("payments", "1970-01-01T00:00:02Z"));
    }

    @Test
    void aManifestOfBeforeArchivesWereNotedIsRead() throws IOException {
        Path manifest = root.resolve("out.arrow.manifest.json");
        ObjectNode former = (ObjectNode) JSON.readTree(manifest.toFile());
        former.remove("archives");
        JSON.writeValue(manifest.toFile(), former);

        assertThat(rebuild().outcome()).isEqualTo(Outcome.SAME);
    }

    @Test
    void loadsOfFilesThatCameSinceDoNotMatterToRowsThatAskForThem() {
        fixture.text(
                "asked.csv", "customer_id,event_timestamp,accepted_by\n1,1970-01-01T00:00:01Z,1970-01-01T00:00:02Z\n");
        loadedAt(1_500_000);
        fixture.build("churn", "asked.csv", "out.arrow", BuildSettings.of(1).with(TableFormat.ARROW));

        fixture.parquet("data/c.parquet", payments(7));
        loadedAt(1_500_000, "data/a.parquet", "data/b.parquet", "data/c.parquet");

        assertThat(rebuild().outcome()).isEqualTo(Outcome.SAME);
    }

    @Test
    void loadsOfFilesThatCameSinceAndWentAgainDoNotMatterToRowsThatAskForThem() throws IOException {
        fixture.text(
                "asked.csv", "customer_id,event_timestamp,accepted_by\n1,1970-01-01T00:00:01Z,1970-01-01T00:00:02Z\n");
        loadedAt(1_500_000);
        fixture.build("churn", "asked.csv", "out.arrow", BuildSettings.of(1).with(TableFormat.ARROW));

        fixture.parquet("data/c.parquet", payments(7));
        loadedAt(1_500_000, "data/a.parquet", "data/b.parquet", "data/c.parquet");
        Files.delete(root.resolve("data/c.parquet"));

        DatasetRebuild.Report report = rebuild();

        assertThat(report.changes()).isEmpty();
        assertThat(report.outcome()).isEqualTo(Outcome.SAME);
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
        loadedAt(acceptedAtMicros, "data/a.parquet", "data/b.parquet");
    }

    private void loadedAt(long acceptedAtMicros, String... paths) {
        List<LoadedFile> loads = Stream.of(paths)
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
    void otherBytesOfTheSameValuesAreToldFromOtherValues() throws IOException {
        DatasetManifest.Output built =
                DatasetManifest.read(root.resolve("out.arrow")).output();
        Path file = Files.writeString(root.resolve("out.arrow"), "as another build writes it");
        Path manifest = root.resolve("out.arrow.manifest.json");
        String others = Files.readString(manifest).replace(built.sha256(), ContentHash.ofFile(file));

        Files.writeString(manifest, others);
        assertThat(rebuild().outcome()).isEqualTo(Outcome.SAME_VALUES);

        Files.writeString(manifest, others.replace(built.contentSha256(), "0".repeat(64)));
        assertThat(rebuild().outcome()).isEqualTo(Outcome.DIFFERENT_VALUES);
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

    @Test
    void aReceiptThatIsDamagedTellsNothingAndIsInNobodysWay() throws IOException {
        String before = ContentHash.ofFile(root.resolve("data/b.parquet"));
        FeatureRepository repository = new FeatureRepository(root);
        new ErasureFolder(repository)
                .receipts()
                .write(ErasureReceipt.begun(List.of("ab"), 1)
                        .with(new ErasureReceipt.ArchiveFile("payments", "b.parquet", 3, 1, 0, before))
                        .finished(2));
        Files.writeString(repository.erasureFolder().resolve("receipts/0.json"), "{\"format\": 1, \"tomb");

        assertThat(rebuild().outcome()).isEqualTo(Outcome.SAME);

        fixture.parquet("data/b.parquet", payments(7));
        assertThat(rebuild().changes())
                .first()
                .asString()
                .startsWith("source payments: data/b.parquet has lost rows of entities that were erased since");
    }

    @Test
    void theReceiptTellsThatTookRowsOfAFileAndNoneThatFoundThemShared() throws IOException {
        String before = ContentHash.ofFile(root.resolve("data/b.parquet"));
        ErasureFolder folder = new ErasureFolder(new FeatureRepository(root));
        folder.receipts()
                .write(ErasureReceipt.begun(List.of("ab"), 1)
                        .with(new ErasureReceipt.ArchiveFile("payments", "b.parquet", 0, 0, 5, before))
                        .finished(2));
        folder.receipts()
                .write(ErasureReceipt.begun(List.of("cd"), 3)
                        .with(new ErasureReceipt.ArchiveFile("payments", "b.parquet", 3, 1, 0, before))
                        .finished(4));

        fixture.parquet("data/b.parquet", payments(7));

        assertThat(rebuild().changes()).first().asString().endsWith("(3 rows gone, 1 without their keys)");
    }
}
