package dev.asof.online.state.bulk;

import dev.asof.online.state.catalog.Counts;
import dev.asof.online.state.entity.Frame;
import dev.asof.online.state.entity.RowCodec;
import dev.asof.registry.compute.program.FeatureProgram;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** The event times of frames. Thread-safe. */
public final class FrameTimes {
    private final Map<Integer, Column> columns = new HashMap<>();

    /** Where the rows of a view have the event time. */
    private record Column(RowCodec codec, int index) {}

    /** @param programs by the numbers of views */
    public FrameTimes(Map<Integer, FeatureProgram> programs) {
        programs.forEach((view, program) ->
                columns.put(view, new Column(new RowCodec(program.keptColumns()), program.eventTimeIndex())));
    }

    /** Takes a frame. */
    @FunctionalInterface
    interface Visitor {
        /**
         * @param from where it begins, inclusive
         * @param to where it ends, exclusive
         */
        void visit(int from, int to, long micros);
    }

    /** Visits the frames of events, which stand end to end. */
    void forEach(byte[] frames, Visitor visitor) {
        ByteBuffer bytes = ByteBuffer.wrap(frames);
        while (bytes.hasRemaining()) {
            int from = bytes.position();
            int length = Counts.getInt(bytes);
            int to = bytes.position() + length;
            Column column = Objects.requireNonNull(columns.get(Counts.getInt(bytes)));
            Frame.origin(bytes);
            long micros = column.codec().number(bytes, column.index());
            bytes.position(to);
            visitor.visit(from, to, micros);
        }
    }
}
