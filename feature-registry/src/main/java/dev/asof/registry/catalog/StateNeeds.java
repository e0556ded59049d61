package dev.asof.registry.catalog;

import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.FeatureSpec;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.window.DurationText;
import java.util.OptionalLong;

/**
 * What an online store keeps of a version of a view, in the long run.
 *
 * @param keptMicros how long before now the events lie that it keeps, those of {@code latest} features aside; empty where it keeps all
 * @param keptWhy why it keeps what it keeps
 * @param eventBytes about how many bytes an event takes in the record of its entity, with texts, lists and maps of 16 bytes
 * @param states how many partial states there are of every block of events, of entities that have many
 */
public record StateNeeds(OptionalLong keptMicros, String keptWhy, int eventBytes, int states) {
    /** A last day of all periods, at which their windows are long. */
    private static final long SOME_DAY_MICROS = 978_303_600_000_000L;

    private static final int FRAME_BYTES = 11;
    private static final int LENGTH_BYTES = 4;
    private static final int SOME_TEXT_BYTES = 16;

    static StateNeeds of(FeatureView view) {
        FeatureProgram program = FeatureCompiler.compile(view);
        int bytes = FRAME_BYTES + (program.keptColumns().size() + Byte.SIZE - 1) / Byte.SIZE;
        bytes += program.keptColumns().fields().stream()
                .mapToInt(field -> bytes(field.type()))
                .sum();
        OptionalLong kept = OptionalLong.empty();
        if (view.horizonMicros().isPresent()) {
            long reach = program.reach(SOME_DAY_MICROS - view.horizonMicros().getAsLong());
            kept = reach == Long.MIN_VALUE ? kept : OptionalLong.of(SOME_DAY_MICROS - reach);
        }
        return new StateNeeds(kept, why(view, program, kept), bytes, program.partCount());
    }

    private static String why(FeatureView view, FeatureProgram program, OptionalLong kept) {
        if (view.horizonMicros().isEmpty()) {
            return "no horizon";
        }
        if (kept.isPresent()) {
            return "windows before a horizon of "
                    + DurationText.format(view.horizonMicros().getAsLong());
        }
        return program.features().stream()
                .filter(feature -> feature instanceof FeatureSpec.Aggregate && feature.reach(0) == Long.MIN_VALUE)
                .map(feature -> "the window of '" + feature.name() + "' has no start")
                .findFirst()
                .orElse("corrections by the unique key may come to any of them");
    }

    private static int bytes(DataType type) {
        return switch (type.lane()) {
            case BYTES -> LENGTH_BYTES + SOME_TEXT_BYTES;
            case LONG -> type == ScalarType.BOOL ? 1 : type == ScalarType.INT32 ? Integer.BYTES : Long.BYTES;
            case DOUBLE -> type == ScalarType.FLOAT32 ? Float.BYTES : Double.BYTES;
        };
    }

    /** For people, such as {@code keeps events of 37d (windows before a horizon of 7d), about 48 bytes each; ...}. */
    public String describe() {
        String kept =
                keptMicros.isPresent() ? "events of " + DurationText.format(keptMicros.getAsLong()) : "all events";
        return "keeps " + kept + " (" + keptWhy + "), about " + eventBytes + " bytes each; " + states
                + " partial states a block";
    }
}
