package dev.asof.registry.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadLedgerTest {
    @TempDir
    Path folder;

    @Test
    void aLedgerComesBackAsItWas() {
        LoadLedger ledger = LoadLedger.EMPTY
                .plus(load("v@1", "aa", OptionalLong.of(5), 9))
                .plus(load("v@1", "aa", OptionalLong.empty(), 12));

        ledger.write(folder);

        assertThat(LoadLedger.read(folder)).isEqualTo(ledger);
    }

    @Test
    void withoutAFileThereAreNoLoads() {
        assertThat(LoadLedger.read(folder.resolve("nowhere"))).isEqualTo(LoadLedger.EMPTY);
    }

    @Test
    void anEventIsAcceptedWithTheFirstLoadThatCoversIt() {
        LoadLedger ledger = LoadLedger.EMPTY
                .plus(load("v@1", "aa", OptionalLong.of(5), 9))
                .plus(load("v@1", "aa", OptionalLong.of(8), 12))
                .plus(load("v@2", "aa", OptionalLong.empty(), 1))
                .of("v@1", "aa");

        assertThat(ledger.acceptedAtMicros(5)).isEqualTo(9);
        assertThat(ledger.acceptedAtMicros(6)).isEqualTo(12);
        assertThat(ledger.acceptedAtMicros(9)).isEqualTo(LoadLedger.NEVER);
    }

    @Test
    void anUnknownFormatIsRefused() throws IOException {
        Files.writeString(folder.resolve("loads.json"), "{\"format\": 7, \"loads\": []}");

        assertThatThrownBy(() -> LoadLedger.read(folder))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNSUPPORTED_FORMAT_VERSION));
    }

    @Test
    void aDamagedLedgerIsRefused() throws IOException {
        Files.writeString(folder.resolve("loads.json"), "{\"format\": 1, \"loads\": [{\"view\": 3}]}");
        assertThatThrownBy(() -> LoadLedger.read(folder)).hasMessageContaining("not a load");

        Files.writeString(folder.resolve("loads.json"), "{\"format\": 1, ");
        assertThatThrownBy(() -> LoadLedger.read(folder))
                .isInstanceOfSatisfying(
                        AsofException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CORRUPT_DATA));
    }

    private static LoadedFile load(String view, String sha256, OptionalLong until, long acceptedAt) {
        return new LoadedFile(view, sha256, "data/p.parquet", until, acceptedAt);
    }
}
