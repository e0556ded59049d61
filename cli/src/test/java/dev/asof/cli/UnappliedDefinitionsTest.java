package dev.asof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.cli.CommandRun.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build uses what is applied. Where the files say something else, that is noted, and it is built all the same. */
class UnappliedDefinitionsTest {
    private static final String DEFINITIONS = """
            entity: customer
            keys: {customer_id: int64}
            ---
            source: payments
            format: csv
            path: payments.csv
            event_time: paid_at
            columns: {paid_at: timestamp, customer_id: int64, amount: float64}
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
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void apply() throws IOException {
        write("definitions.yaml", DEFINITIONS);
        write("payments.csv", "customer_id,paid_at,amount\n1,2026-01-01,2.5\n");
        write("asked.csv", "customer_id,event_timestamp\n1,2026-01-01\n");
        assertThat(run("apply").exitCode()).isZero();
    }

    @Test
    void nothingIsSaidOfFilesThatAreApplied() {
        assertThat(build().err()).isEmpty();
    }

    @Test
    void whatIsNotAppliedIsNamed() throws IOException {
        write("definitions.yaml", DEFINITIONS.replace("window: unbounded", "window: 7d"));
        write("more.yaml", "entity: merchant\nkeys: {merchant_id: int64}\n");

        CommandRun run = build();

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .isEqualTo("note: the definition files say something else than what is applied, which counts here:"
                        + " + entity merchant, ! feature view spend@1 would change its meaning; it needs a new version."
                        + " 'asof plan' shows it, 'asof apply' registers it.\n");
        assertThat(run.out()).startsWith("t.csv: 1 row, 1 feature of churn@1\n");
    }

    @Test
    void aServiceThatIsNotAppliedIsNotedBesideTheError() throws IOException {
        write("more.yaml", "feature_service: other\nversion: 1\nfeatures: [spend@1:*]\n");

        CommandRun run =
                run("dataset", "build", "--service", "other@1", "--observations", "asked.csv", "--out", "t.csv");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("note: ").contains("+ feature service other@1", "asof: ");
    }

    @Test
    void filesThatCannotBeReadAreNoted() throws IOException {
        write("more.yaml", "entity: [\n");

        CommandRun run = build();

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .isEqualTo("note: the definition files cannot be read, so they may say something else than what is"
                        + " applied, which counts here. 'asof validate' shows what is wrong.\n");
    }

    @Test
    void nothingIsSaidWhereThereAreNoDefinitionFiles() throws IOException {
        Files.delete(folder.resolve("definitions.yaml"));

        assertThat(build().err()).isEmpty();
    }

    private CommandRun build() {
        return run("dataset", "build", "--service", "churn", "--observations", "asked.csv", "--out", "t.csv");
    }

    private CommandRun run(String... arguments) {
        return Surroundings.in(folder).run(arguments);
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
