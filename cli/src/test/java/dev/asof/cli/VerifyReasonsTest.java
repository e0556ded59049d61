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

/** What verify says of why a server and an offline build differ. */
class VerifyReasonsTest {
    private static final String DEFINITIONS = """
            entity: customer
            keys: {customer_id: int64}
            ---
            entity: shop
            keys: {shop_id: int64}
            ---
            source: sales
            format: csv
            path: sales/
            event_time: at
            unique_key: [sale_id]
            columns: {sale_id: int64, customer_id: int64, shop_id: int64, at: timestamp}
            ---
            feature_view: customer_sales
            version: 1
            entity: customer
            source: sales
            features: {n: {aggregate: count(*), window: unbounded}}
            ---
            feature_view: shop_sales
            version: 1
            entity: shop
            source: sales
            features: {customers: {aggregate: count_distinct(customer_id), window: unbounded}}
            ---
            feature_service: both
            version: 1
            features: [customer_sales@1:*, shop_sales@1:*]
            """;
    private static final String[] VERIFY = {"verify", "--service", "both", "--sample", "200"};

    @TempDir
    private Path folder;

    @BeforeEach
    void apply() throws IOException {
        Files.writeString(folder.resolve("definitions.yaml"), DEFINITIONS);
        Files.writeString(folder.resolve("stream.csv"), """
                sale_id,customer_id,shop_id,at
                1,7,1,2026-01-01T00:00:00Z
                2,8,1,2026-01-02T00:00:00Z
                """);
        run("apply");
    }

    @Test
    void mismatchesOfErasedEntitiesAreToldApartWithWhatStaysOfThem() {
        try (OnlineServer server = serve()) {
            run("load");
            run("ingest", "sales", "stream.csv");
            run("erase", "customer_id=7");

            CommandRun verified = run(VERIFY);

            assertThat(verified.exitCode()).isEqualTo(1);
            assertThat(verified.out())
                    .contains("customer_sales__n of customer_id=7 shop_id=1 as of ", " (erased)\n")
                    .containsPattern("([0-9]+) mismatches, all of erased entities\n");
            assertThat(verified.err())
                    .isEqualTo(
                            "The server answers for an erased entity as for one never seen, and what was read offline"
                                    + " has rows of it. Those in the archive of sales are events of other entities, too,"
                                    + " and would not be the same without its keys: no rebuild takes their mismatches away."
                                    + " All other values are the same.\n");
            assertThat(run("verify", "--service", "both", "--sample", "200", "--json")
                            .out())
                    .contains("\"mismatches_of_erased\" : ", "\"erased\" : true");
        }
    }

    @Test
    void filesThatStillHaveAnErasedEntityAreNamedWithTheRemedy() throws IOException {
        sales();
        try (OnlineServer server = serve()) {
            run("load");
            run("erase", "customer_id=7");

            assertThat(run(VERIFY).err())
                    .isEqualTo(
                            "The server answers for an erased entity as for one never seen, and what was read offline"
                                    + " has rows of it. Take those in the files of sales out there, and run 'asof load --rebuild"
                                    + " sales'. All other values are the same.\n");
        }
    }

    @Test
    void whatTheArchiveAloneLacksIsSaid() throws IOException {
        sales();
        try (OnlineServer server = serve()) {
            run("load");
            run("ingest", "sales", "stream.csv");

            assertThat(run("verify", "--service", "both", "--sample", "200", "--inputs", "archive")
                            .err())
                    .isEqualTo("Offline has read the archive alone, and the server has loaded files of sales as well:"
                            + " what is in them alone differs. --inputs all reads both.\n");
            assertThat(run("verify", "--service", "both", "--sample", "200", "--inputs", "files")
                            .err())
                    .isEqualTo(
                            "Offline has read files alone, and the server has accepted other events of sales as well:"
                                    + " these differ. --inputs all reads both.\n");
        }
    }

    @Test
    void aStreamWithoutFilesIsNotSearchedForThem() {
        try (OnlineServer server = serve()) {
            run("load");
            run("ingest", "sales", "stream.csv");

            assertThat(run("verify", "--service", "both", "--sample", "20", "--inputs", "files")
                            .err())
                    .isEqualTo(
                            "asof: Cannot read source 'sales': no file matches sales/, but events were ingested. Read"
                                    + " them from the archive, with --inputs all.\n");
        }
    }

    private void sales() throws IOException {
        Files.createDirectory(folder.resolve("sales"));
        Files.writeString(folder.resolve("sales/a.csv"), """
                sale_id,customer_id,shop_id,at
                3,7,2,2025-12-31T00:00:00Z
                4,8,2,2026-01-04T00:00:00Z
                """);
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
