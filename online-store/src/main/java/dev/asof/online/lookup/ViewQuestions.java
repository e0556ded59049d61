package dev.asof.online.lookup;

import dev.asof.online.live.LiveView;
import dev.asof.online.state.EventRowsBuilder;
import dev.asof.registry.compute.entity.EncodedKeys;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.Questions;
import dev.asof.registry.compute.program.Timelines;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.value.FeatureValues;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The questions of a request to one view, in one role. Each entity is read and decoded once, however many rows ask about
 * it.
 */
final class ViewQuestions {
    private final LiveView view;
    private final String role;
    private final FeatureProgram program;

    ViewQuestions(AskedView asked) {
        this.view = asked.view();
        this.role = asked.role();
        this.program = asked.program();
    }

    /**
     * Answers for all features of the program, in their order.
     *
     * @param rows the typed key columns of all rows
     */
    List<FeatureValues> answer(EntityRecords records, ColumnBatch rows, QuestionTimes times) {
        int rowCount = rows.rowCount();
        int[] all = IntStream.range(0, rowCount).toArray();
        EncodedKeys keys = program.keyCodec().encode(keyColumns(rows), all);
        int[] entity = new int[rowCount];
        EventRowsBuilder events = new EventRowsBuilder(view.codec());
        int entityCount = read(records, keys, entity, events);
        Timelines timelines = program.timelines(events.build(), entityCount);
        List<FeatureValues> values = program.features().stream()
                .map(feature -> new FeatureValues(feature.type(), rowCount))
                .toList();
        Questions questions = new Questions(entity, times.asOf(), times.knownAt(), times.acceptedBy(), all);
        timelines.answer(questions, 0, rowCount, values);
        return values;
    }

    private List<Column> keyColumns(ColumnBatch rows) {
        return program.keyCodec().keys().names().stream()
                .map(key -> rows.column(SelectionResolver.keyColumn(role, key)))
                .toList();
    }

    /** Numbers the entities and reads the events of each; returns how many there are. */
    private int read(EntityRecords records, EncodedKeys keys, int[] entity, EventRowsBuilder into) {
        Map<ByteBuffer, Integer> numbers = new HashMap<>();
        for (int row = 0; row < entity.length; row++) {
            byte[] key = keys.key(row);
            int next = numbers.size();
            Integer known = numbers.putIfAbsent(ByteBuffer.wrap(key), next);
            if (known == null) {
                records.of(view.stored().entity(), key).addTo(view.stored(), next, into);
            }
            entity[row] = known == null ? next : known;
        }
        return numbers.size();
    }
}
