package dev.asof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.cli.CommandRun.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Erased entities that later definitions know by other names. */
class RenamedEntityTest {
    private static final String DEFINITIONS = """
            entity: %s
            keys: {%s: int64}
            ---
            source: visits
            format: csv
            path: visits.csv
            event_time: at
            columns: {customer_id: int64, client_id: int64, at: timestamp}
            ---
            feature_view: visit
            version: %d
            entity: %1$s
            source: visits
            features: {n: {aggregate: count(*), window: unbounded}}
            """;
    private static final String WARNING = "warning: Entities were erased, each under its names of then:"
            + " who was erased as 'customer' (customer_id) comes back in visit@2, which knows it as 'customer' (client_id)."
            + " After the apply and before the load, erase it again: asof erase --entity customer client_id=...\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(
                folder.resolve("visits.csv"),
                "customer_id,client_id,at\n7,7,2026-01-01T00:00:00Z\n8,8,2026-01-01T00:00:00Z\n");
        define("customer", "customer_id", 1);
        run("apply");
        run("load");
    }

    private void define(String entity, String key, int version) throws IOException {
        Files.writeString(folder.resolve("definitions.yaml"), DEFINITIONS.formatted(entity, key, version));
    }

    @Test
    void planAndApplyWarnAndWhoFollowsThemHasNobodyBack() throws IOException {
        run("erase", "customer_id=7");
        define("customer", "client_id", 2);
        assertThat(run("plan").out()).contains(WARNING);
        assertThat(run("plan", "--json").out()).contains("\"warnings\" : [ \"Entities were erased");
        assertThat(run("apply").out()).contains(WARNING);
        assertThat(run("apply").out()).doesNotContain("warning");
        assertThat(run("erase", "--entity", "customer", "client_id=7").exitCode())
                .isZero();
        assertThat(run("load").out()).contains("2 rows, 1 event, 1 of erased entities");
    }

    @Test
    void anEntityOfAnotherNameIsTheSameToAVersionOfTheSameView() throws IOException {
        run("erase", "customer_id=7");
        define("client", "customer_id", 2);
        assertThat(run("plan").out())
                .contains("'customer' (customer_id) comes back in visit@2, which knows it as 'client' (customer_id)");
    }

    @Test
    void whereNobodyWasErasedOrNoNameChangesNothingIsSaid() throws IOException {
        define("customer", "client_id", 2);
        assertThat(run("plan").out()).doesNotContain("warning");
        run("erase", "customer_id=7");
        define("customer", "customer_id", 2);
        assertThat(run("plan").out()).contains("visit@2").doesNotContain("warning");
    }

    @Test
    void tombstonesThatCannotBeReadAreNoReasonNotToPlan() throws IOException {
        run("erase", "customer_id=7");
        Files.delete(folder.resolve(".asof/erasure/key"));
        define("customer", "client_id", 2);
        CommandRun planned = run("plan");
        assertThat(planned.exitCode()).isZero();
        assertThat(planned.out())
                .contains("warning: Nobody can tell here whether entities were erased: Cannot read ", WARNING);
    }

    private CommandRun run(String... arguments) {
        return Surroundings.in(folder).run(arguments);
    }
}
