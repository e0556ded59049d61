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

/** Values of types of which the wire leaves something open are compared in these types. */
class VerifiedTypesTest {
    private static final String DEFINITIONS = """
        entity: item
        keys: {item_id: int64}
        ---
        source: offers
        format: csv
        path: offers.csv
        event_time: at
        columns:
          item_id: int64
          at: timestamp
          price: decimal(9,2)
          weight: decimal(21,1)
          picture: list<float32, 3>
          sizes: map<string, decimal(4,1)>
        ---
        feature_view: offer
        version: 1
        entity: item
        source: offers
        features:
          price:   {latest: price}
          lowest:  {aggregate: min(price), window: unbounded}
          weight:  {latest: weight}
          picture: {latest: picture}
          last:    {aggregate: 'last_n(picture, 2)', window: unbounded}
          sizes:   {latest: sizes}
        ---
        feature_service: shop
        version: 1
        features: [offer@1:*]
        """;

    @TempDir
    private Path folder;

    @BeforeEach
    void applyDefinitions() throws IOException {
        Files.writeString(folder.resolve("definitions.yaml"), DEFINITIONS);
        Files.writeString(folder.resolve("offers.csv"), """
            item_id,at,price,weight,picture,sizes
            1,2026-01-01,9.99,52.0,"[1, 0.5, null]","{""a"": 1.5}"
            1,2026-01-02,19.90,0.1,"[0, 0, 1]",
            2,2026-01-01,,-3,"[2, 2, 2]","{}"
            """);
        assertThat(run("apply").exitCode()).isZero();
    }

    @Test
    void decimalsAndListsOfALengthAreTheSameOnlineAndOffline() {
        try (OnlineServer server = serve()) {
            assertThat(run("load").exitCode()).isZero();
            CommandRun verified = run("verify", "--service", "shop", "--sample", "50");
            assertThat(verified.out()).startsWith("shop@1: 300 values compared, 0 mismatches\n");
        }
    }

    @Test
    void aLookupShowsListsAndMapsAsJsonAndDecimalsWithAllTheirDigits() {
        try (OnlineServer server = serve()) {
            assertThat(run("load").exitCode()).isZero();
            assertThat(run("get", "--service", "shop", "item_id=1", "--as-of", "2026-01-01T12:00:00Z")
                            .out())
                    .contains("offer__price    9.99 ", "[1.0,0.5,null]", "[[1.0,0.5,null]]", "{\"a\":1.5}");
        }
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
