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
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.repository.FeatureRepository;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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
     * @throws AsofException NO_DATA if no view has events
     */
    ServiceQuestions draw(InputChoice inputs, int count, long seed) {
        QuestionSampler sampler = sampler(inputs, seed);
        RequestSampler values = new RequestSampler(seed);
        QuestionColumns asked = QuestionColumns.of(plan);
        List<ColumnBuilder> columns = asked.builders();
        long[] times = new long[count];
        long earliest = earliest();
        for (int row = 0; row < count; row++) {
            Question question = sampler.draw().orElseThrow(SampledQuestions::noEvents);
            times[row] = Math.max(question.asOfMicros(), earliest);
            Map<String, Value> entities = entities(sampler, question);
            for (int column = 0; column < columns.size(); column++) {
                Field field = asked.schema().field(column);
                if (column < asked.keyCount()) {
                    Objects.requireNonNull(entities.get(field.name())).appendTo(columns.get(column));
                } else {
                    values.draw(field.type(), columns.get(column));
                }
            }
        }
        long[] noBound = new long[count];
        Arrays.fill(noBound, Questions.NO_BOUND);
        return new ServiceQuestions(asked.batch(columns, count), times, times, noBound);
    }

    private QuestionSampler sampler(InputChoice inputs, long seed) {
        List<FeatureProgram> programs = plan.views().stream()
                .map(view -> FeatureCompiler.compile(view.view()))
                .toList();
        QuestionSampler sampler = new QuestionSampler(programs, seed);
        for (int view = 0; view < programs.size(); view++) {
            for (String source : programs.get(view).sources()) {
                show(sampler, view, programs.get(view).admission(source), inputs);
            }
        }
        return sampler;
    }

    private static AsofException noEvents() {
        return new AsofException(
                ErrorCode.NO_DATA,
                "Cannot draw questions: the sources of the service have no events. Load or ingest some, or name questions with --pairs.");
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
