package dev.asof.registry.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.compute.event.ValueText;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineFolderTest {
    @TempDir
    Path root;

    @Test
    void rowsOfAFileComeBackAsTheyWere() {
        QuarantineFolder folder = new QuarantineFolder(root);
        QuarantinedRow row = QuarantinedRow.of(
                "payments",
                new QuarantineOrigin.FileRow("data/p.parquet", "ab12", 17),
                OptionalLong.empty(),
                batch(),
                0,
                List.of(new Violation(0, "amount", Violation.Reason.MIN, "-3.5 is below the minimum 0")));

        keep(folder, "ab12", row);

        assertThat(folder.list(QuarantineFilter.ALL, 0, 10)).containsExactly(row);
        assertThat(row.cells())
                .containsExactly(
                        new QuarantinedRow.Cell("amount", ScalarType.FLOAT64, Optional.of("-3.5")),
                        QuarantinedRow.Cell.ofText("note", Optional.empty()),
                        new QuarantinedRow.Cell("at", ScalarType.TIMESTAMP, Optional.of("1970-01-01T00:00:00.000001Z")),
                        new QuarantinedRow.Cell("day", ScalarType.DATE, Optional.of("1969-12-31")));
    }

    @Test
    void textThatIsNoUtf8IsKeptAsBytes() {
        ColumnBuilder notes = new ColumnBuilder(ScalarType.STRING);
        notes.appendBytes(new byte[] {'a', (byte) 0xFF});
        ColumnBatch rows =
                new ColumnBatch(new Schema(List.of(new Field("note", ScalarType.STRING))), List.of(notes.build()), 1);
        QuarantinedRow row = QuarantinedRow.of(
                "payments",
                new QuarantineOrigin.FileRow("data/p.parquet", "ab12", 17),
                OptionalLong.empty(),
                rows,
                0,
                List.of(new Violation(0, "note", Violation.Reason.UTF8, "the text is not valid UTF-8")));

        assertThat(row.cells()).containsExactly(new QuarantinedRow.Cell("note", ScalarType.BYTES, Optional.of("61ff")));
    }

    @Test
    void anyTextComesBack() {
        String note = "a".repeat(59) + "\uD83D\uDE00".repeat(11_000_000);
        ColumnBuilder notes = new ColumnBuilder(ScalarType.STRING);
        notes.appendText(note);
        Column column = notes.build();
        QuarantinedRow row = QuarantinedRow.of(
                "payments",
                new QuarantineOrigin.FileRow("data/p.parquet", "ab12", 17),
                OptionalLong.empty(),
                new ColumnBatch(new Schema(List.of(new Field("note", ScalarType.STRING))), List.of(column), 1),
                0,
                List.of(new Violation(0, "note", Violation.Reason.ONE_OF, ValueText.of(column, 0))));
        QuarantineFolder folder = new QuarantineFolder(root);

        keep(folder, "ab12", row);

        assertThat(folder.list(QuarantineFilter.ALL, 0, 10).equals(List.of(row)))
                .isTrue();
        assertThat(row.violations().getFirst().message()).isEqualTo("'" + "a".repeat(59) + "...'");
    }

    @Test
    void findingTheSameRowsAgainChangesNothing() {
        QuarantineFolder folder = new QuarantineFolder(root);
        keep(folder, "ab12", fileRow("ab12", 1), fileRow("ab12", 2));
        keep(folder, "ab12", fileRow("ab12", 1), fileRow("ab12", 2));
        folder.keepIngested("payments", List.of(ingested("p", 5, OptionalLong.of(10))));
        folder.keepIngested("payments", List.of(ingested("p", 5, OptionalLong.of(11))));

        assertThat(folder.count(QuarantineFilter.ALL)).isEqualTo(3);
    }

    @Test
    void aCleanScanEmptiesTheQuarantineOfTheFile() {
        QuarantineFolder folder = new QuarantineFolder(root);
        keep(folder, "ab12", fileRow("ab12", 1));
        keep(folder, "ab12");

        assertThat(folder.count(QuarantineFilter.ALL)).isZero();
    }

    @Test
    void aWriterThatDoesNotCommitLeavesNothing() throws IOException {
        QuarantineFolder folder = new QuarantineFolder(root);
        try (QuarantineWriter writer = folder.openFile("payments", "ab12")) {
            writer.add(fileRow("ab12", 1));
        }

        assertThat(folder.count(QuarantineFilter.ALL)).isZero();
        try (var files = Files.list(root.resolve("payments"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void filtersBySourceColumnAndReason() {
        QuarantineFolder folder = new QuarantineFolder(root);
        keep(folder, "ab12", fileRow("ab12", 1));
        folder.keepIngested("clicks", List.of(ingested("p", 1, OptionalLong.empty())));

        assertThat(folder.count(QuarantineFilter.ofSource("clicks"))).isEqualTo(1);
        assertThat(folder.count(filter("amount", Violation.Reason.MIN))).isEqualTo(2);
        assertThat(folder.count(filter("amount", Violation.Reason.NULL))).isZero();
        assertThat(folder.count(filter("note", Violation.Reason.MIN))).isZero();
    }

    @Test
    void listsAPageAtATime() {
        QuarantineFolder folder = new QuarantineFolder(root);
        keep(folder, "ab12", fileRow("ab12", 1), fileRow("ab12", 2), fileRow("ab12", 3));

        assertThat(folder.list(QuarantineFilter.ALL, 1, 1)).containsExactly(fileRow("ab12", 2));
        assertThat(folder.list(QuarantineFilter.ALL, 3, 1)).isEmpty();
    }

    @Test
    void listsInTheOrderOfArrivalWhateverFileTheyAreIn() {
        QuarantineFolder folder = new QuarantineFolder(root);
        folder.keepIngested(
                "clicks", List.of(ingested("a", 5, OptionalLong.of(50)), ingested("a", 1, OptionalLong.of(10))));
        folder.keepIngested("clicks", List.of(ingested("b", 3, OptionalLong.of(30))));
        folder.keepIngested(
                "clicks", List.of(ingested("c", 2, OptionalLong.of(20)), ingested("c", 4, OptionalLong.of(40))));

        assertThat(folder.list(QuarantineFilter.ALL, 0, 10))
                .extracting(row -> row.quarantinedAtMicros().getAsLong())
                .containsExactly(10L, 20L, 30L, 40L, 50L);
        assertThat(folder.list(since(20, 40), 1, 10))
                .extracting(row -> row.quarantinedAtMicros().getAsLong())
                .containsExactly(30L, 40L);
    }

    private static QuarantineFilter since(long micros, long until) {
        return new QuarantineFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), OptionalLong.of(micros), OptionalLong.of(until));
    }

    @Test
    void theIdentityOfARowIsThatOfItsOriginAndContent() {
        assertThat(ingested("p", 1, OptionalLong.of(3)).id())
                .isEqualTo(ingested("p", 1, OptionalLong.of(4)).id())
                .isNotEqualTo(ingested("p", 2, OptionalLong.of(3)).id())
                .hasSize(32);
    }

    @Test
    void rowsOfEqualTextsAndOtherTypesAreOthers() {
        assertThat(withCell(ScalarType.BYTES, Optional.of("6162")).id())
                .isEqualTo(withCell(ScalarType.BYTES, Optional.of("6162")).id())
                .isNotEqualTo(withCell(ScalarType.STRING, Optional.of("6162")).id())
                .isNotEqualTo(withCell(ScalarType.INT64, Optional.of("6162")).id());
    }

    @Test
    void aNullIsOneWhateverItsType() {
        assertThat(withCell(ScalarType.INT64, Optional.empty()).id())
                .isEqualTo(withCell(ScalarType.STRING, Optional.empty()).id())
                .isNotEqualTo(withCell(ScalarType.STRING, Optional.of("")).id());
    }

    private static QuarantinedRow withCell(DataType type, Optional<String> text) {
        return new QuarantinedRow(
                "clicks",
                new QuarantineOrigin.IngestedEvent("", 0),
                OptionalLong.of(1),
                List.of(broken()),
                List.of(new QuarantinedRow.Cell("amount", type, text)));
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Path damaged = Files.createDirectories(root.resolve("payments")).resolve("file-ab.ndjson");
        Files.writeString(damaged, "{\"source\":\"payments\",");

        assertThatThrownBy(() -> new QuarantineFolder(root).count(QuarantineFilter.ALL))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_DATA))
                .hasMessageContaining(damaged + ": Unexpected end-of-input")
                .hasMessageNotContaining("[Source");
    }

    @Test
    void filesAreGoneThroughByName() {
        QuarantineFolder folder = new QuarantineFolder(root);
        List<String> hashes =
                IntStream.rangeClosed(10, 40).mapToObj(Integer::toString).toList();
        hashes.reversed().forEach(hash -> keep(folder, hash, fileRow(hash, 1)));
        List<String> found = new ArrayList<>();

        folder.removeErased(
                "payments",
                (file, rows, removing) -> removing.run(),
                (file, step) -> found.add(file.getFileName().toString()));

        assertThat(found)
                .containsExactlyElementsOf(
                        hashes.stream().map(hash -> "file-" + hash + ".ndjson").toList());
    }

    @Test
    void twoThatFindTheRowsOfOneFileAtTheSameTimeBothKeepThem() throws IOException {
        QuarantineFolder folder = new QuarantineFolder(root);
        try (QuarantineWriter first = folder.openFile("payments", "ab12")) {
            first.add(fileRow("ab12", 1));
            try (QuarantineWriter second = folder.openFile("payments", "ab12")) {
                first.add(fileRow("ab12", 2));
                second.add(fileRow("ab12", 1));
                first.commit();
                assertThat(folder.list(QuarantineFilter.ALL, 0, 10)).hasSize(2);
                second.add(fileRow("ab12", 2));
                second.commit();
            }
        }

        assertThat(folder.list(QuarantineFilter.ALL, 0, 10)).containsExactly(fileRow("ab12", 1), fileRow("ab12", 2));
        try (var files = Files.list(root.resolve("payments"))) {
            assertThat(files).hasSize(1);
        }
    }

    private static void keep(QuarantineFolder folder, String sha256, QuarantinedRow... rows) {
        try (QuarantineWriter writer = folder.openFile("payments", sha256)) {
            List.of(rows).forEach(writer::add);
            writer.commit();
        }
    }

    private static QuarantineFilter filter(String column, Violation.Reason reason) {
        return new QuarantineFilter(
                Optional.empty(), Optional.of(column), Optional.of(reason), OptionalLong.empty(), OptionalLong.empty());
    }

    private static QuarantinedRow fileRow(String sha256, long row) {
        return new QuarantinedRow(
                "payments",
                new QuarantineOrigin.FileRow("p.parquet", sha256, row),
                OptionalLong.empty(),
                List.of(broken()),
                List.of(QuarantinedRow.Cell.ofText("amount", Optional.of("-1"))));
    }

    private static QuarantinedRow ingested(String producer, long sequence, OptionalLong at) {
        return new QuarantinedRow(
                "clicks",
                new QuarantineOrigin.IngestedEvent(producer, sequence),
                at,
                List.of(broken()),
                List.of(QuarantinedRow.Cell.ofText("amount", Optional.of("-1"))));
    }

    private static QuarantinedRow.BrokenPromise broken() {
        return new QuarantinedRow.BrokenPromise("amount", Violation.Reason.MIN, "-1 is below the minimum 0");
    }

    private static ColumnBatch batch() {
        Schema schema = new Schema(List.of(
                new Field("amount", ScalarType.FLOAT64),
                new Field("note", ScalarType.STRING),
                new Field("at", ScalarType.TIMESTAMP),
                new Field("day", ScalarType.DATE)));
        ColumnBuilder amount = new ColumnBuilder(ScalarType.FLOAT64);
        amount.appendDouble(-3.5);
        ColumnBuilder note = new ColumnBuilder(ScalarType.STRING);
        note.appendNull();
        ColumnBuilder at = new ColumnBuilder(ScalarType.TIMESTAMP);
        at.appendLong(1);
        ColumnBuilder day = new ColumnBuilder(ScalarType.DATE);
        day.appendLong(-1);
        List<Column> columns = List.of(amount.build(), note.build(), at.build(), day.build());
        return new ColumnBatch(schema, columns, 1);
    }

    @Test
    void aFileThatAnErasureRemovedBeforeItWasFinishedIsNotKept() {
        QuarantineFolder quarantine = new QuarantineFolder(root);
        try (QuarantineWriter writer = quarantine.openFile("payments", "00")) {
            quarantine.removeErased("payments", (file, rows, removing) -> removing.run(), (file, step) -> step.run());
            assertThatThrownBy(writer::commit).hasMessageContaining("an entity was erased meanwhile");
        }
    }
}
