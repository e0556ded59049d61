package dev.asof.it.way;

import dev.asof.it.TemporaryFolder;
import dev.asof.it.answer.Answers;
import dev.asof.it.answer.Columns;
import dev.asof.it.answer.ComputedAnswers;
import dev.asof.it.generate.Dice;
import dev.asof.it.generate.Scenario;
import dev.asof.it.oracle.Row;
import dev.asof.it.repository.ScenarioRepository;
import dev.asof.registry.catalog.Definitions;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.OnDemandView;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.admission.AdmittedRows;
import dev.asof.registry.compute.admission.RowAdmission;
import dev.asof.registry.compute.entity.EncodedKeys;
import dev.asof.registry.compute.event.EventRows;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.plan.AskedView;
import dev.asof.registry.plan.Derivation;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.plan.KnownViews;
import dev.asof.registry.plan.RequestValues;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** The feature programs themselves, without a store: rows in random order and batches, questions in random order. */
public final class ComputeWay implements Way {

    @Override
    public List<Told> tell(List<Scenario> scenarios) {
        try (TemporaryFolder folder = TemporaryFolder.create()) {
            Definitions definitions =
                    ScenarioRepository.write(folder.path(), scenarios).definitions();
            return List.of(
                    new Told("compute", answers(scenarios, definitions, Run::byTimelines)),
                    new Told("compute in blocks", answers(scenarios, definitions, Run::byTrees)),
                    new Told("compute within horizons", answers(scenarios, definitions, Run::byTrimmedTrees)));
        }
    }

    private static List<Answers> answers(
            List<Scenario> scenarios, Definitions definitions, Function<Run, List<FeatureValues>> way) {
        return scenarios.stream()
                .map(scenario -> answer(scenario, definitions, way))
                .toList();
    }

    private static Answers answer(Scenario scenario, Definitions definitions, Function<Run, List<FeatureValues>> way) {
        KnownViews known = known(definitions);
        FeaturePlan plan = FeaturePlan.of(
                known,
                Objects.requireNonNull(definitions.services().get(new VersionedName(scenario.serviceName(), 1)))
                        .features());
        List<List<FeatureValues>> ofViews = plan.views().stream()
                .map(view -> way.apply(new Run(scenario, view)))
                .toList();
        int rows = scenario.questions().size();
        Derivation derivation =
                plan.derivation(ofViews, RequestValues.of(Columns.asked(scenario, scenario.questions())), rows);
        derivation.answer(0, rows);
        return Answers.ofService(
                scenario, derivation.values().stream().map(ComputedAnswers::of).toList());
    }

    private static KnownViews known(Definitions definitions) {
        return new KnownViews() {
            @Override
            public Optional<FeatureView> view(VersionedName id) {
                return Optional.ofNullable(definitions.views().get(id));
            }

            @Override
            public Optional<OnDemandView> onDemandView(VersionedName id) {
                return Optional.ofNullable(definitions.onDemandViews().get(id));
            }
        };
    }

    /** One view's way from rows to answers. */
    private static final class Run {
        private final Scenario scenario;
        private final AskedView asked;
        private final FeatureProgram whole;
        private final FeatureProgram program;
        private final Dice dice;
        private final Map<ByteBuffer, Integer> entities = new HashMap<>();
        private final List<Integer> entityOfRow = new ArrayList<>();
        private final List<Long> acceptedAt = new ArrayList<>();
        private final List<ColumnBuilder> kept = new ArrayList<>();

        Run(Scenario scenario, AskedView asked) {
            this.scenario = scenario;
            this.asked = asked;
            this.whole = FeatureCompiler.compile(asked.view());
            this.program = asked.asking(whole);
            this.dice = new Dice(scenario.seed());
            program.keptColumns().fields().forEach(field -> kept.add(new ColumnBuilder(field.type())));
        }

        List<FeatureValues> byTimelines() {
            EventRows rows = rows();
            Questions questions = questions();
            Timelines timelines = program.timelines(rows, entities.size());
            List<FeatureValues> values = program.features().stream()
                    .map(feature -> new FeatureValues(feature.type(), questions.size()))
                    .toList();
            timelines.answer(questions, 0, questions.size(), values);
            return values;
        }

        List<FeatureValues> byTrees() {
            return new BlockTrees(whole, program, rows(), dice).answer(questions());
        }

        List<FeatureValues> byTrimmedTrees() {
            return new BlockTrees(whole, program, rows(), dice).answerWithinHorizons(questions());
        }

        private EventRows rows() {
            for (List<Row> batch : dice.batches(dice.shuffled(scenario.rows()), 20)) {
                for (String source : program.sources()) {
                    admit(
                            program.admission(source),
                            batch.stream()
                                    .filter(row -> scenario.sourceOf(row).name().equals(source))
                                    .toList());
                }
            }
            return new EventRows(
                    entityOfRow.stream().mapToInt(Integer::intValue).toArray(),
                    new ColumnBatch(
                            program.keptColumns(),
                            kept.stream().map(ColumnBuilder::build).toList(),
                            entityOfRow.size()),
                    acceptedAt.stream().mapToLong(Long::longValue).toArray());
        }

        private void admit(RowAdmission admission, List<Row> batch) {
            AdmittedRows admitted = admission.admit(Columns.stored(scenario, batch));
            for (int event = 0; event < admitted.rows().length; event++) {
                entityOfRow.add(entity(admitted.keys(), event));
                acceptedAt.add(batch.get(admitted.rows()[event]).acceptedAt());
                for (int column = 0; column < kept.size(); column++) {
                    kept.get(column).appendFrom(admitted.kept().column(column), event);
                }
            }
        }

        private int entity(EncodedKeys keys, int row) {
            return entities.computeIfAbsent(ByteBuffer.wrap(keys.key(row)), key -> entities.size());
        }

        private Questions questions() {
            int count = scenario.questions().size();
            int[] all = IntStream.range(0, count).toArray();
            ColumnBatch rows = Columns.asked(scenario, scenario.questions());
            EncodedKeys encoded = program.keyCodec()
                    .encode(asked.keyColumns().stream().map(rows::column).toList(), all);
            int[] order = dice.shuffled(IntStream.range(0, count).boxed().toList()).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            var asked = IntStream.of(order).mapToObj(scenario.questions()::get).toList();
            return new Questions(
                    IntStream.of(order).map(row -> entity(encoded, row)).toArray(),
                    asked.stream().mapToLong(question -> question.asOf()).toArray(),
                    asked.stream()
                            .mapToLong(question -> question.knownAt().orElse(question.asOf()))
                            .toArray(),
                    asked.stream()
                            .mapToLong(question -> question.acceptedBy().orElse(Questions.NO_BOUND))
                            .toArray(),
                    order);
        }
    }
}
