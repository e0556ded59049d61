package dev.asof.cli.verify;

import dev.asof.cli.verify.QuestionSampler.Question;
import dev.asof.offline.input.DataFile;
import dev.asof.offline.input.InputChoice;
import dev.asof.offline.input.SourceInput;
import dev.asof.offline.table.ConsecutiveRows;
import dev.asof.offline.table.TableFile;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.admission.RowAdmission;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.plan.AskedView;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.repository.FeatureRepository;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Questions to a service, drawn where the answers of its views change.
 *
 * @param nowMicros the time now, before which the views' horizons lie
 */
record SampledQuestions(FeatureRepository repository, RegistrySnapshot registry, FeaturePlan plan, long nowMicros) {

    /**
     * Reads the events and draws.
     *
     * @param count how many questions
     */
    ServiceQuestions draw(InputChoice inputs, int count, long seed) {
        List<AskedView> views = plan.views();
        AskedColumns asked = AskedColumns.of(plan);
        List<FeatureProgram> programs =
                views.stream().map(view -> FeatureCompiler.compile(view.view())).toList();
        QuestionSampler sampler = new QuestionSampler(programs, seed);
        for (int view = 0; view < views.size(); view++) {
            for (String source : programs.get(view).sources()) {
                show(sampler, view, programs.get(view).admission(source), inputs);
            }
        }
        List<ColumnBuilder> columns = asked.all().fields().stream()
                .map(field -> new ColumnBuilder(field.type()))
                .toList();
        RequestSampler values = new RequestSampler(seed);
        long[] times = new long[count];
        long earliest = earliest();
        for (int row = 0; row < count; row++) {
            Optional<Question> question = sampler.draw();
            if (question.isEmpty()) {
                throw new AsofException(
                        ErrorCode.NO_DATA,
                        "Cannot draw questions: the sources of the service have no events. Load or ingest some, or name questions with --pairs.");
            }
            times[row] = Math.max(question.get().asOfMicros(), earliest);
            Map<String, Value> entities = entities(sampler, question.get());
            for (int key = 0; key < asked.keys().size(); key++) {
                Objects.requireNonNull(entities.get(asked.keys().field(key).name()))
                        .appendTo(columns.get(key));
            }
            for (int i = 0; i < asked.request().size(); i++) {
                values.draw(
                        asked.request().field(i).type(),
                        columns.get(asked.keys().size() + i));
            }
        }
        List<Column> built = columns.stream().map(ColumnBuilder::build).toList();
        long[] noBound = new long[count];
        Arrays.fill(noBound, Questions.NO_BOUND);
        return new ServiceQuestions(new ColumnBatch(asked.all(), built, count), times, times, noBound);
    }

    /** A time from which on the server answers all views, and goes on for a while. */
    private long earliest() {
        return plan.views().stream()
                .flatMapToLong(asked -> asked.view().horizonMicros().stream())
                .map(horizon -> nowMicros - horizon + horizon / 10)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private void show(QuestionSampler sampler, int view, RowAdmission admission, InputChoice inputs) {
        SourceInput input = SourceInput.find(repository, registry, admission.source(), inputs);
        List<TableFile> files = input.files().stream()
                .filter(file -> input.isFor(admission, file))
                .map(DataFile::table)
                .toList();
        try (ConsecutiveRows rows = new ConsecutiveRows(files, admission.columns())) {
            for (var batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                sampler.show(view, admission.admit(batch.get()));
            }
        }
    }

    /** The question's own entity, and some entity of each other view. */
    private Map<String, Value> entities(QuestionSampler sampler, Question question) {
        Map<String, Value> entities = new HashMap<>();
        put(entities, question.view(), question.keys());
        for (int view = 0; view < plan.views().size(); view++) {
            if (!entities.keySet().containsAll(plan.views().get(view).keyColumns())) {
                put(entities, view, sampler.entity(view));
            }
        }
        return entities;
    }

    private void put(Map<String, Value> entities, int view, List<Value> values) {
        List<String> keys = plan.views().get(view).keyColumns();
        for (int i = 0; i < keys.size(); i++) {
            entities.putIfAbsent(keys.get(i), values.get(i));
        }
    }
}
