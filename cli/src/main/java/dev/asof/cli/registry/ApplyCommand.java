package dev.asof.cli.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.asof.cli.console.Result;
import dev.asof.cli.console.Words;
import dev.asof.cli.context.Context;
import dev.asof.cli.context.ExitCode;
import dev.asof.registry.catalog.GitFolder;
import dev.asof.registry.catalog.GitState;
import dev.asof.registry.catalog.RegistryDelta;
import dev.asof.registry.catalog.RegistrySnapshot;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code asof apply}. */
@Command(
        name = "apply",
        description = "Register the definitions. Refuses a changed meaning under an unchanged version.",
        footer = {"", "Examples:", "  asof apply", "  asof plan && asof apply"})
public final class ApplyCommand implements Callable<Integer> {
    private static final int SHORT_COMMIT = 10;

    private final Context context;

    public ApplyCommand(Context context) {
        this.context = context;
    }

    /**
     * What was registered.
     *
     * @param number of the apply in the registry's history
     * @param commit of the definitions, empty outside of Git
     * @param workTree {@code clean} or {@code dirty}, empty outside of Git
     * @param warnings what to know of entities that were erased
     * @param lines the changes for people
     */
    record Applied(
            long number,
            Instant appliedAt,
            Optional<String> commit,
            Optional<String> workTree,
            List<Plan.PlannedChange> changes,
            List<String> warnings,
            @JsonIgnore List<String> lines)
            implements Result {
        @Override
        public void print(PrintStream out) {
            lines.forEach(out::println);
            if (changes.isEmpty()) {
                out.println("Nothing to apply: the registry has what the files say.");
            } else {
                out.println("Applied, number " + number + from() + ".");
            }
            warnings.forEach(warning -> out.println("warning: " + warning));
        }

        private String from() {
            String state = workTree.filter("dirty"::equals).isPresent() ? " with uncommitted changes" : "";
            return commit.map(id -> ", from commit " + id.substring(0, Math.min(SHORT_COMMIT, id.length())) + state)
                    .orElse("");
        }
    }

    @Override
    public Integer call() {
        RepositoryDefinitions definitions = new RepositoryDefinitions(context.repository());
        RegistryDelta delta = definitions.delta();
        List<String> warnings = definitions.warnings(delta);
        Instant now = context.terminal().clock().instant();
        Optional<GitState> git = GitFolder.state(context.repository().root());
        RegistrySnapshot applied = definitions.store().apply(delta, now, git);
        context.show(new Applied(
                applied.applyNumber(),
                now,
                git.map(GitState::commit),
                git.map(state -> Words.of(state.workTree())),
                Plan.of(delta, warnings).changes(),
                warnings,
                delta.describe()));
        return ExitCode.DONE;
    }
}
