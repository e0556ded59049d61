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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a view that two sources feed. */
class UnionCommandsTest {
    private static final String DEFINITIONS = """
            entity: card
            keys: {card_id: int64}
            ---
            source: adyen
            format: csv
            path: adyen
            event_time: paid_at
            unique_key: [payment_id]
            zone: Europe/Amsterdam
            columns: {card_id: int64, payment_id: int64, paid_at: timestamp, amount: float64}
            ---
            source: stripe
            format: csv
            path: stripe
            event_time: paid_at
            unique_key: [payment_id]
            columns: {card_id: int64, payment_id: int64, paid_at: timestamp, amount: float64}
            ---
            feature_view: spend
            version: 1
            entity: card
            sources: [stripe, adyen]
            features:
              n: {aggregate: count(*), window: 30d}
              total: {aggregate: sum(amount), window: 30d}
            ---
            feature_service: fraud
            version: 1
            features: [spend@1:*]
            """;
    private static final String HEADER = "card_id,payment_id,paid_at,amount\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("definitions.yaml"), DEFINITIONS);
        Files.createDirectories(folder.resolve("adyen"));
        Files.createDirectories(folder.resolve("stripe"));
        Files.writeString(
                folder.resolve("adyen/a.csv"),
                HEADER + "7,1,2026-01-01 00:30:00,1.5\n7,2,2026-01-02 12:00:00,2\n8,3,2026-01-02 12:00:00,4\n");
        Files.writeString(
                folder.resolve("stripe/s.csv"), HEADER + "7,1,2026-01-03 12:00:00,8\n7,9,2026-01-01 00:00:00,16\n");
        Files.writeString(
                folder.resolve("asked.csv"),
                "card_id,event_timestamp\n7,2025-12-31T23:30:00Z\n7,2026-01-02T00:00:00Z\n7,2026-01-05T00:00:00Z\n");
    }

    @Test
    void aViewOfTwoSourcesGoesAllTheWay() throws IOException {
        assertThat(run("validate").out())
                .isEqualTo("Valid: 1 entity, 2 sources, 1 feature view with 2 features, 1 feature service.\n");
        assertThat(run("plan").out()).contains("    spend@1 from sources adyen (adyen), stripe (stripe)\n");
        assertThat(run("plan", "--json").out()).contains("\"source\" : \"adyen\"", "\"path\" : \"stripe\"");
        assertThat(run("apply").exitCode()).isZero();
        assertThat(run("show", "spend").out()).contains("sources", "adyen", "stripe");

        CommandRun built =
                run("dataset", "build", "--service", "fraud", "--observations", "asked.csv", "--out", "training.csv");
        assertThat(built.err()).isEmpty();
        assertThat(built.out()).contains("from adyen/a.csv: 3 rows", "from stripe/s.csv: 2 rows");
        assertThat(Files.readString(folder.resolve("training.csv"))).isEqualTo("""
                        card_id,event_timestamp,spend__n,spend__total
                        7,2025-12-31T23:30:00Z,1,1.5
                        7,2026-01-02T00:00:00Z,2,17.5
                        7,2026-01-05T00:00:00Z,3,26.0
                        """);
        assertThat(run("dataset", "rebuild", "training.csv").out()).contains("the same bytes");

        try (OnlineServer server = serve()) {
            assertThat(run(get("7")).err()).contains("'spend@1' is not loaded from adyen, stripe", "asof load");
            assertThat(run("load").out()).contains("adyen/a.csv: 3 rows", "Ready: spend@1");
            assertThat(Surroundings.in(folder)
                            .piped("{\"card_id\": 7, \"payment_id\": 11, \"paid_at\": \"2026-01-04T00:00:00Z\","
                                    + " \"amount\": 32}\n")
                            .run("ingest", "adyen", "-")
                            .out())
                    .contains("1 accepted");
            assertThat(run(get("7")).out()).contains("spend__n      4", "spend__total  58");
            CommandRun verified = run("verify", "--service", "fraud", "--sample", "200");
            assertThat(verified.err()).isEmpty();
            assertThat(verified.out()).startsWith("fraud@1: 400 values compared, 0 mismatches\n");
            assertThat(run("state", "show", "card_id=7").out()).contains("spend@1, from adyen, stripe");

            run("erase", "card_id=7");
            CommandRun afterErasure = run("verify", "--service", "fraud", "--sample", "200");
            assertThat(afterErasure.exitCode()).isOne();
            assertThat(afterErasure.err())
                    .startsWith("The server answers for an erased entity as for one never seen")
                    .contains("in the files of adyen, stripe out there", "'asof load --rebuild adyen --rebuild stripe'")
                    .endsWith("All other values are the same.\n");
        }
    }

    private static String[] get(String card) {
        return new String[] {"get", "--service", "fraud", "card_id=" + card, "--as-of", "2026-01-05T00:00:00Z"};
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
