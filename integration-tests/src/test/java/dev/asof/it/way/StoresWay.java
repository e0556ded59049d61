package dev.asof.it.way;

import dev.asof.it.TemporaryFolder;
import dev.asof.it.answer.Answers;
import dev.asof.it.generate.Dice;
import dev.asof.it.generate.Scenario;
import dev.asof.it.online.InProcessServer;
import dev.asof.it.online.OnlineRun;
import dev.asof.it.online.OnlineServer;
import dev.asof.it.oracle.Source;
import dev.asof.it.repository.ScenarioRepository;
import dev.asof.it.repository.SourceFileWriter;
import dev.asof.offline.archive.EventArchive;
import dev.asof.offline.dataset.BuildSettings;
import dev.asof.online.state.database.BlockOptions;
import dev.asof.registry.catalog.RegistrySnapshot;
import java.util.List;
import java.util.Set;

/**
 * Both stores over one repository: the online store takes files and events in random order and batches, with restarts
 * between; the offline engine then reads the same files and what the online store archived.
 */
public final class StoresWay implements Way {
    private static final String ONLINE = "online";
    private static final String OFFLINE = "offline from files and archive";

    /** The names of both. */
    public static final Set<String> PATHS = Set.of(ONLINE, OFFLINE);

    /** Rows of a scenario whose blocks are not the smallest. */
    private static final int LARGE = 1_000;

    private final Servers servers;

    /** Starts the online store of a repository. */
    @FunctionalInterface
    public interface Servers {
        OnlineServer start(ScenarioRepository repository, RegistrySnapshot registry, Dice dice);
    }

    public StoresWay(Servers servers) {
        this.servers = servers;
    }

    /** With the online store in this process. */
    public static StoresWay inProcess() {
        return new StoresWay((repository, registry, dice) ->
                new InProcessServer(repository.repository(), registry, dice, blocks(repository.scenarios())));
    }

    private static BlockOptions blocks(List<Scenario> scenarios) {
        boolean isLarge =
                scenarios.stream().anyMatch(scenario -> scenario.rows().size() > LARGE);
        return isLarge ? InProcessServer.MEDIUM_BLOCKS : InProcessServer.SMALL_BLOCKS;
    }

    /** The offline engine takes a source without any file for a mistake; one without rows is none. */
    private static void requireSomeFile(ScenarioRepository repository, Scenario scenario, Source source, Dice dice) {
        boolean isArchived = !EventArchive.files(repository.repository().archiveFolder(source.name()))
                .isEmpty();
        boolean isLoaded = scenario.rowsOf(source).stream()
                .anyMatch(row -> scenario.loads().contains(row.acceptedAt()));
        if (!isArchived && !isLoaded) {
            new SourceFileWriter(repository, dice).write(scenario, source, List.of());
        }
    }

    @Override
    public List<Told> tell(List<Scenario> scenarios) {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            ScenarioRepository repository = ScenarioRepository.write(folder.path(), scenarios);
            RegistrySnapshot registry = repository.apply();
            Dice dice = new Dice(scenarios.getFirst().seed());
            List<Answers> online;
            OnlineRun run;
            try (OnlineServer server = servers.start(repository, registry, dice)) {
                run = new OnlineRun(repository, server, dice);
                run.deliver();
                online = run.answers();
            }
            scenarios.forEach(scenario ->
                    scenario.sources().forEach(source -> requireSomeFile(repository, scenario, source, dice)));
            List<Answers> offline = new OfflineAnswers(repository, registry)
                    .ask(
                            BuildSettings.of(dice.between(1, 3)),
                            (scenario, question) -> run.acceptances(scenario).of(question.acceptedBy()));
            return List.of(new Told(ONLINE, online), new Told(OFFLINE, offline));
        }
    }
}
