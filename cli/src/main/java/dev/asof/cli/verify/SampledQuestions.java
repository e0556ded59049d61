package dev.asof.cli.verify;

import dev.asof.cli.parquet.RowGroups;
import dev.asof.cli.verify.QuestionSampler.Question;
import dev.asof.offline.input.DataFile;
import dev.asof.offline.input.InputChoice;
import dev.asof.offline.input.SourceInput;
import dev.asof.registry.catalog.FeatureCompiler;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import dev.asof.registry.repository.FeatureRepository;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Questions to a service, drawn where the answers of its views change. */
record SampledQuestions(FeatureRepository repository, RegistrySnapshot registry, List<FeatureView> views) {

    /**
     * Reads the events and draws.
     *
     * @param keys the service's key columns
     * @param count how many questions
     */
    ServiceQuestions draw(Schema keys, InputChoice inputs, int count, long seed) {
        List<FeatureProgram> programs =
                views.stream().map(FeatureCompiler::compile).toList();
        QuestionSampler sampler = new QuestionSampler(programs, seed);
        for (int view = 0; view < views.size(); view++) {
            show(sampler, view, programs.get(view), inputs);
        }
        List<ColumnBuilder> columns = keys.fields().stream()
                .map(field -> new ColumnBuilder(field.type()))
                .toList();
        long[] times = new long[count];
        for (int row = 0; row < count; row++) {
            Optional<Question> question = sampler.draw();
            if (question.isEmpty()) {
                throw new AsofException(
                        ErrorCode.NO_DATA,
                        "Cannot draw questions: the sources of the service have no events. Load or ingest some, or name questions with --pairs.");
            }
            times[row] = question.get().asOfMicros();
            Map<String, Value> entities = entities(sampler, question.get());
            for (int key = 0; key < keys.size(); key++) {
                Objects.requireNonNull(entities.get(keys.field(key).name())).appendTo(columns.get(key));
            }
        }
        List<Column> built = columns.stream().map(ColumnBuilder::build).toList();
        long[] noBound = new long[count];
        Arrays.fill(noBound, Questions.NO_BOUND);
        return new ServiceQuestions(new ColumnBatch(keys, built, count), times, times, noBound);
    }

    private void show(QuestionSampler sampler, int view, FeatureProgram program, InputChoice inputs) {
        SourceInput input =
                SourceInput.find(repository, registry, views.get(view).source(), inputs);
        List<String> columns = new ArrayList<>(program.contract().schema().names());
        program.keyColumns().stream().filter(key -> !columns.contains(key)).forEach(columns::add);
        try (RowGroups rows =
                new RowGroups(input.files().stream().map(DataFile::parquet).toList(), columns)) {
            for (var batch = rows.next(); batch.isPresent(); batch = rows.next()) {
                if (input.admission().isFor(program, batch.get().schema())) {
                    sampler.show(view, batch.get());
                }
            }
        }
    }

    /** The question's own entity, and some entity of each other view. */
    private Map<String, Value> entities(QuestionSampler sampler, Question question) {
        Map<String, Value> entities = new HashMap<>();
        put(entities, question.view(), question.keys());
        for (int view = 0; view < views.size(); view++) {
            if (!entities.keySet().containsAll(views.get(view).entityKeys().names())) {
                put(entities, view, sampler.entity(view));
            }
        }
        return entities;
    }

    private void put(Map<String, Value> entities, int view, List<Value> values) {
        Schema keys = views.get(view).entityKeys();
        for (int i = 0; i < keys.size(); i++) {
            entities.putIfAbsent(keys.field(i).name(), values.get(i));
        }
    }
}
