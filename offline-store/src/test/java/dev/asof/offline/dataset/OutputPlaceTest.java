package dev.asof.offline.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.offline.Fixture;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputPlaceTest {
    @TempDir
    private Path root;

    private Fixture fixture;
    private RegistrySnapshot registry;

    @BeforeEach
    void define() {
        fixture = new Fixture(root).define("""
                        entity: card
                        keys: {card_id: int64}
                        ---
                        source: folder
                        path: folder/
                        partitions: [day]
                        event_time: at
                        columns: {card_id: int64, at: timestamp, day: date}
                        ---
                        source: glob
                        path: glob/2026-*/*.parquet
                        event_time: at
                        columns: {card_id: int64, at: timestamp}
                        ---
                        source: file
                        path: one/file.parquet
                        event_time: at
                        columns: {card_id: int64, at: timestamp}
                        ---
                        source: odd
                        path: odd/*.json
                        event_time: at
                        columns: {card_id: int64, at: timestamp}
                        """);
        registry = fixture.registry();
        fixture.text("labels.parquet", "asked")
                .text("folder/day=2026-01-01/a.parquet", "events")
                .text("glob/2026-01/a.parquet", "events")
                .text("elsewhere/out.parquet", "another file");
    }

    @Test
    void pipeIsNotReplaced() throws Exception {
        Path pipe = fixture.path("pipe.csv");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertRefused(pipe, "a device or a pipe");
    }

    @ParameterizedTest
    @CsvSource({
        "labels.parquet, the file of the observations",
        "folder/../labels.parquet, the file of the observations",
        "folder/day=2026-01-01/a.parquet, source 'folder'",
        "folder/new.parquet, source 'folder'",
        "folder/day=2026-01-02/new.parquet, source 'folder'",
        "glob/2026-01/a.parquet, source 'glob'",
        "glob/2026-02/a.parquet, source 'glob'",
        "one/file.parquet, source 'file'",
        "odd/out.json, source 'odd'",
        "definitions.yaml, the repository's definitions are read from",
        "below/new.yml, the repository's definitions are read from",
        ".asof/archive/folder/a.parquet, in .asof"
    })
    void whatIsReadOrWouldBeIsNotWritten(String target, String use) {
        assertRefused(fixture.path(target), use);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "out.parquet",
                "new/out.parquet",
                "elsewhere/out.parquet",
                "folder/out.csv",
                "folder/_out.parquet",
                "glob/out.parquet",
                "one/other.parquet"
            })
    void otherPlacesAreFree(String target) {
        assertThatCode(() -> require(fixture.path(target))).doesNotThrowAnyException();
    }

    @Test
    void linksLeadToWhatTheyName() throws IOException {
        Files.createSymbolicLink(fixture.path("link.parquet"), fixture.path("labels.parquet"));
        Files.createSymbolicLink(fixture.path("days"), fixture.path("folder"));
        Files.createSymbolicLink(fixture.path("folder/more"), fixture.path("elsewhere"));
        Files.createSymbolicLink(fixture.path("folder/gone.parquet"), fixture.path("nowhere"));

        assertRefused(fixture.path("link.parquet"), "the file of the observations");
        assertRefused(fixture.path("days/new.parquet"), "source 'folder'");
        assertRefused(fixture.path("elsewhere/out.parquet"), "source 'folder'");
        assertRefused(fixture.path("elsewhere/new/out.parquet"), "source 'folder'");
    }

    @Test
    void aFileThatASourceReadsByALinkIsItsOwn() throws IOException {
        Files.createDirectories(fixture.path("one"));
        Files.createSymbolicLink(fixture.path("one/file.parquet"), fixture.path("elsewhere/out.parquet"));

        assertRefused(fixture.path("elsewhere/out.parquet"), "source 'file'");
    }

    private void assertRefused(Path target, String use) {
        assertThatThrownBy(() -> require(target))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContainingAll("to " + target + ": that is ", use, "Give --out another name.");
    }

    private void require(Path target) {
        new OutputPlace(fixture.repository(), registry, fixture.path("labels.parquet")).require(target);
    }
}
