package dev.asof.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.answer.Columns;
import dev.asof.it.answer.ComputedAnswers;
import dev.asof.it.generate.Dice;
import dev.asof.it.oracle.Answer;
import dev.asof.it.oracle.Feature;
import dev.asof.it.oracle.Oracle;
import dev.asof.it.oracle.Question;
import dev.asof.offline.archive.EventArchive;
import dev.asof.offline.dataset.BuildSettings;
import dev.asof.offline.dataset.OfflineValues;
import dev.asof.offline.dataset.ValueQuestions;
import dev.asof.offline.table.ConsecutiveRows;
import dev.asof.online.lookup.LookupAnswer;
import dev.asof.online.lookup.LookupRequest;
import dev.asof.online.lookup.QuestionTimes;
import dev.asof.online.lookup.Selection;
import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.value.FeatureValues;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.quarantine.QuarantineFilter;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Compares what a store and a training set say with what is true. One thread's. */
final class Examination {
    private final Life life;
    private final Dice dice;
    private long values;

    Examination(Life life) {
        this.life = life;
        this.dice = life.dice();
    }

    /** How many values were compared. */
    long values() {
        return values;
    }

    /** Asks the store. */
    void ofAnswers() {
        List<Shop.About> ready = life.truth().ready();
        if (ready.isEmpty()) {
            return;
        }
        for (Shop.About view : ready) {
            List<Question> questions = questions(keys(view), dice.between(1, 3));
            compare("online", view, questions, ask(view, questions));
        }
        Shop.About any = ready.getFirst();
        LookupAnswer last = lookup(any, questions(keys(any).subList(0, 1), 1), true);
        life.acceptances().put(life.step(), last.times().acceptedBy()[0]);
    }

    private List<List<Object>> keys(Shop.About view) {
        List<List<Object>> keys = new ArrayList<>();
        List<String> customers = life.sales().customers();
        switch (view.entity()) {
            case "customer" -> customers.forEach(each -> keys.add(List.of(each)));
            case "shop" -> SaleRows.shops().forEach(each -> keys.add(List.of(each)));
            default -> customers.forEach(each -> SaleRows.cards().forEach(card -> keys.add(List.of(each, card))));
        }
        return keys;
    }

    private List<Question> questions(List<List<Object>> keys, int ofEach) {
        List<Question> questions = new ArrayList<>();
        for (List<Object> key : keys) {
            for (int i = 0; i < ofEach; i++) {
                questions.add(question(key));
            }
        }
        return questions;
    }

    private Question question(List<Object> key) {
        long asOf = dice.chance(40) ? SaleRows.NOON * 2 : life.sales().time();
        OptionalLong knownAt = dice.chance(70)
                ? OptionalLong.empty()
                : OptionalLong.of(life.sales().time());
        OptionalLong acceptedBy = dice.chance(75) || life.acceptances().isEmpty()
                ? OptionalLong.empty()
                : OptionalLong.of(dice.oneOf(List.copyOf(life.acceptances().keySet())));
        return new Question(key, asOf, knownAt, acceptedBy);
    }

    private List<List<Answer>> ask(Shop.About view, List<Question> questions) {
        return lookup(view, questions, false).values().stream()
                .map(ComputedAnswers::of)
                .toList();
    }

    private LookupAnswer lookup(Shop.About view, List<Question> questions, boolean isUnbounded) {
        List<Selection.Selector> selectors = view.view().features().stream()
                .map(feature -> new Selection.Selector(view.ref() + ":" + feature.name(), ""))
                .toList();
        return life.store()
                .store()
                .lookup(new LookupRequest(
                        new Selection.OfFeatures(selectors),
                        asked(view, questions),
                        new QuestionTimes(
                                Columns.asOf(questions),
                                Columns.knownAt(questions),
                                questions.stream()
                                        .mapToLong(each -> isUnbounded ? Long.MAX_VALUE : acceptedBy(each))
                                        .toArray())));
    }

    private long acceptedBy(Question question) {
        return question.acceptedBy().isEmpty()
                ? Long.MAX_VALUE
                : Objects.requireNonNull(
                        life.acceptances().get(question.acceptedBy().getAsLong()));
    }

    private static ColumnBatch asked(Shop.About view, List<Question> questions) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < view.keys().size(); i++) {
            int key = i;
            Column column = Columns.of(
                    Shop.type(view.view().keyColumns().get(i)),
                    questions.stream().map(question -> question.key().get(key)).toList());
            fields.add(new Field(view.keys().get(i), column.type()));
            columns.add(column);
        }
        return new ColumnBatch(new Schema(fields), columns, questions.size());
    }

    private void compare(String path, Shop.About view, List<Question> questions, List<List<Answer>> answers) {
        Oracle oracle = life.truth().oracle(view);
        List<Feature> features = view.view().features();
        for (int i = 0; i < features.size(); i++) {
            for (int row = 0; row < questions.size(); row++) {
                Answer expected = oracle.answer(features.get(i), questions.get(row));
                Answer answer = answers.get(i).get(row);
                values++;
                if (!expected.isSameAs(answer)) {
                    throw new AssertionError(path + ": " + view.ref() + ":"
                            + features.get(i).name() + " of " + questions.get(row) + " is " + answer + ", not "
                            + expected);
                }
            }
        }
    }

    /** Looks for each row where it has to be: once in the archive, or once in quarantine. */
    void ofFiles() {
        life.store().store().flushArchive(List.of());
        for (String source : Shop.SOURCES) {
            assertThat(archived(source))
                    .as("numbers of the archived rows of " + source)
                    .isEqualTo(life.truth().archived(source));
            assertThat(quarantined(source))
                    .as("rows with a sequence in quarantine of " + source)
                    .isEqualTo(life.truth().quarantined(source));
        }
    }

    private List<Long> archived(String source) {
        List<Long> numbers = new ArrayList<>();
        EventArchive.files(life.store().repository().archiveFolder(source)).forEach(file -> addNumbers(file, numbers));
        return numbers.stream().sorted().toList();
    }

    private static void addNumbers(Path file, List<Long> numbers) {
        try (ConsecutiveRows rows = EventArchive.rows(file, List.of("number"))) {
            for (Optional<ColumnBatch> batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                Column column = batch.get().column(batch.get().schema().indexOf("number"));
                for (int row = 0; row < column.size(); row++) {
                    numbers.add((Long) Objects.requireNonNull(Columns.object(column, row)));
                }
            }
        }
    }

    private long quarantined(String source) {
        return life.store().store().quarantined(QuarantineFilter.ofSource(source), "", 10_000).rows().stream()
                .filter(QuarantinedRow::hasSequence)
                .count();
    }

    /** Asks the offline engine, which knows of no erasure in the sources' files. */
    void ofTrainingSets() {
        life.begin();
        life.load();
        ofAnswers();
        life.store().store().flushArchive(List.of());
        for (Shop.About view : life.truth().ready()) {
            List<List<Object>> keys = keys(view).stream()
                    .filter(key -> !life.truth().isErased(new Truth.Erased(view.entity(), key)))
                    .toList();
            if (!keys.isEmpty() && life.truth().isAnyRowOf(view)) {
                List<Question> questions = questions(keys, 3);
                compare("offline", view, questions, build(view, questions));
            }
        }
    }

    private List<List<Answer>> build(Shop.About view, List<Question> questions) {
        FeaturePlan plan = FeaturePlan.of(
                life.store().registry(),
                view.view().features().stream()
                        .map(feature -> FeatureRef.parse(view.ref() + ":" + feature.name())
                                .orElseThrow())
                        .toList());
        ColumnBatch keys = asked(view, questions);
        int[] inOrder = plan.views().getFirst().keyColumns().stream()
                .mapToInt(keys.schema()::indexOf)
                .toArray();
        ValueQuestions asked = new ValueQuestions(
                plan.views().getFirst(),
                keys.project(inOrder),
                Columns.asOf(questions),
                Columns.knownAt(questions),
                questions.stream().mapToLong(this::acceptedBy).toArray());
        MortalStore store = life.store();
        List<FeatureValues> built = new OfflineValues(store.repository(), store.registry(), BuildSettings.of(1))
                .answer(List.of(asked))
                .getFirst();
        return built.stream().map(ComputedAnswers::of).toList();
    }
}
