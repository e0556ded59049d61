package dev.asof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.cli.CommandRun.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EraseCommandTest {
    private static final String DEFINITIONS = """
            entity: account
            keys: {account_id: int64}
            ---
            entity: account_device
            keys: {account_id: int64, device_id: int64}
            ---
            source: logins
            format: csv
            path: logins.csv
            event_time: at
            columns: {account_id: int64, device_id: int64, at: timestamp}
            ---
            feature_view: account_logins
            version: 1
            entity: account
            source: logins
            features: {n: {aggregate: count(*), window: unbounded}}
            ---
            feature_view: device_logins
            version: 1
            entity: account_device
            source: logins
            features: {n: {aggregate: count(*), window: unbounded}}
            """;
    private static final String LEFT =
            "Left are entities of these keys and more, each to be erased by itself: account_device (account_id, device_id)";

    @TempDir
    private Path folder;

    @BeforeEach
    void load() throws IOException {
        Files.writeString(folder.resolve("logins.csv"), "account_id,device_id,at\n7,1,2026-01-01T00:00:00Z\n");
        Files.writeString(folder.resolve("definitions.yaml"), DEFINITIONS);
        run("apply");
        run("load");
    }

    @Test
    void whatIsErasedAndWhatIsLeftIsSaid() {
        assertThat(run("erase", "account_id=7", "--dry-run").out()).contains("Would be erased", LEFT);
        assertThat(run("erase", "account_id=7", "--json").out())
                .contains("\"left_kinds\" : [ \"account_device (account_id, device_id)\" ]");
        assertThat(run("erase", "account_id=7", "device_id=1").out())
                .contains("Erased, and known by these alone:", "1 record, 1 event")
                .doesNotContain("Left are");
    }

    private CommandRun run(String... arguments) {
        return Surroundings.in(folder).run(arguments);
    }
}
