package dev.asof.it.way;

import dev.asof.it.TemporaryFolder;
import dev.asof.it.generate.Dice;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Source;
import dev.asof.it.repository.Delivery;
import dev.asof.it.repository.ScenarioRepository;
import dev.asof.it.repository.SourceFileWriter;
import dev.asof.offline.dataset.BuildSettings;
import dev.asof.offline.input.FileSchemaReader;
import dev.asof.offline.input.InputChoice;
import dev.asof.registry.archive.LoadLedger;
import dev.asof.registry.archive.LoadedFile;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.repository.ContentHash;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * The offline engine alone: all rows in Parquet files, a file for what was accepted together, and a ledger that says when
 * that was.
 */
public final class OfflineWay implements Way {

    @Override
    public List<Told> tell(List<Scenario> scenarios) {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            ScenarioRepository repository = ScenarioRepository.write(folder.path(), scenarios);
            Dice dice = new Dice(scenarios.getFirst().seed());
            SourceFileWriter files = new SourceFileWriter(repository, dice);
            for (Scenario scenario : scenarios) {
                scenario.sources().forEach(source -> writeRows(scenario, source, repository, files));
            }
            RegistrySnapshot registry = repository.apply(new FileSchemaReader());
            BuildSettings settings = BuildSettings.of(dice.between(1, 3)).with(InputChoice.FILES);
            return List.of(new Told(
                    "offline",
                    new OfflineAnswers(repository, registry)
                            .ask(
                                    settings,
                                    (scenario, question) ->
                                            question.acceptedBy().orElse(Questions.NO_BOUND))));
        }
    }

    private static void writeRows(
            Scenario scenario, Source source, ScenarioRepository repository, SourceFileWriter files) {
        LoadLedger ledger = LoadLedger.EMPTY;
        List<Delivery> deliveries = Delivery.ofScenario(scenario).stream()
                .filter(delivery -> delivery.source().equals(source))
                .toList();
        for (Delivery delivery : deliveries) {
            Path file = files.write(scenario, source, delivery.rows());
            String hash = ContentHash.ofFile(file);
            for (Scenario.NamedView view : scenario.views()) {
                ledger = ledger.plus(
                        new LoadedFile(view.ref(), hash, file.toString(), OptionalLong.empty(), delivery.acceptance()));
            }
        }
        if (deliveries.isEmpty()) {
            files.write(scenario, source, List.of());
        }
        ledger.write(repository.repository().archiveFolder(source.name()));
    }
}
