package dev.asof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.cli.CommandRun.Surroundings;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.GlobalOptions;
import dev.asof.cli.store.ServeCommand;
import dev.asof.online.server.OnlineServer;
import dev.asof.online.server.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source whose columns become others, with events of the old ones in its archive, online and offline. */
class RetypedSourceTest {
    private static final String DEFINITIONS = """
            entity: sensor
            keys: {sensor_id: int64}
            ---
            source: readings
            path: readings
            event_time: at
            unique_key: [id]
            columns: {id: int64, sensor_id: int64, at: timestamp%s}
            ---
            feature_view: level
            version: %d
            entity: sensor
            source: readings
            features:
              n:    {aggregate: count(*), window: unbounded}
              last: {latest: %s}
            ---
            feature_service: plant
            version: %d
            features: [level@%4$d:*]
            """;

    @TempDir
    private Path folder;

    @Test
    void archivedEventsOfATypeThatANewVersionCannotReadAreNoEventsOfIt() throws IOException {
        define(", level: int64", 1, "level");
        try (OnlineServer server = serve()) {
            run("load");
            ingest("{\"id\": 1, \"sensor_id\": 7, \"at\": \"2026-01-01T00:00:00Z\", \"level\": 3}");
            define(", level: bool", 2, "level");

            CommandRun loaded = run("load");
            assertThat(loaded.err()).isEmpty();
            assertThat(loaded.out())
                    .contains(
                            "  archive: 1 event for feature views that are new\n",
                            "  warning: 1 archived event is none of level@2,"
                                    + " in column 'level': it is int64, its contract says bool\n",
                            "level@1, level@2");
            ingest("{\"id\": 2, \"sensor_id\": 7, \"at\": \"2026-01-02T00:00:00Z\", \"level\": true}");

            assertThat(get(1)).contains("level__n     1", "level__last  3");
            assertThat(get(2)).contains("level__n     1", "level__last  true");
            verify(1);
            verify(2);
            assertThat(run("load", "--rebuild", "readings").out()).contains("1 archived event is none of level@2");
            verify(1);
            verify(2);
        }
    }

    @Test
    void archivedEventsOfWhichOneValueCannotBeReadAreToldOneByOne() throws IOException {
        define(", level: string", 1, "level");
        try (OnlineServer server = serve()) {
            run("load");
            ingest("{\"id\": 1, \"sensor_id\": 7, \"at\": \"2026-01-01T00:00:00Z\", \"level\": \"high\"}");
            ingest("{\"id\": 2, \"sensor_id\": 7, \"at\": \"2026-01-02T00:00:00Z\", \"level\": \"12\"}");
            define(", level: int64", 2, "level");

            assertThat(run("load").out())
                    .contains(
                            "  warning: 1 archived event is none of level@2, in column 'level': 'high' is not int64\n");
            assertThat(get(2)).contains("level__n     1", "level__last  12");
            verify(2);
        }
    }

    @Test
    void aColumnThatTheSourceNoLongerHasStaysInARebuiltVersionThatReadsIt() throws IOException {
        define(", level: int64", 1, "level");
        try (OnlineServer server = serve()) {
            run("load");
            ingest("{\"id\": 1, \"sensor_id\": 7, \"at\": \"2026-01-01T00:00:00Z\", \"level\": 3}");
            define(", depth: int64", 2, "depth");
            run("load", "--rebuild", "readings");

            assertThat(get(1)).contains("level__n     1", "level__last  3");
            verify(1);
            verify(2);
        }
    }

    private void define(String columns, int version, String latest) throws IOException {
        Files.writeString(folder.resolve("definitions.yaml"), DEFINITIONS.formatted(columns, version, latest, version));
        assertThat(run("apply").exitCode()).isZero();
    }

    private void ingest(String event) {
        assertThat(Surroundings.in(folder)
                        .piped(event + "\n")
                        .run("ingest", "readings", "-")
                        .out())
                .contains("1 accepted");
    }

    private String get(int version) {
        return run("get", "--service", "plant@" + version, "sensor_id=7").out();
    }

    private void verify(int version) {
        CommandRun verified = run("verify", "--service", "plant@" + version, "--sample", "50");
        assertThat(verified.err()).isEmpty();
        assertThat(verified.out()).startsWith("plant@" + version + ": 100 values compared, 0 mismatches\n");
    }

    private OnlineServer serve() {
        return ServeCommand.start(
                new Context(AllCommands.terminal(Clock.systemUTC()), GlobalOptions.in(folder)),
                ServerOptions.onLoopback(0, "test"));
    }

    private CommandRun run(String... arguments) {
        return Surroundings.in(folder).run(arguments);
    }
}
