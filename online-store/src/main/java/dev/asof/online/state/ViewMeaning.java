package dev.asof.online.state;

import dev.asof.registry.compute.program.FeatureProgram;
import java.util.OptionalLong;

/**
 * What the events of a view mean, and how long what they meant is asked about.
 *
 * @param horizonMicros how far before the last acceptance the times of questions lie at most; empty where they may lie
 *     anywhere
 */
public record ViewMeaning(FeatureProgram program, OptionalLong horizonMicros) {

    /** The meaning of two views that mean the same: the longer horizon of both. */
    public ViewMeaning with(ViewMeaning other) {
        boolean isBounded = horizonMicros.isPresent() && other.horizonMicros.isPresent();
        return new ViewMeaning(
                program,
                isBounded
                        ? OptionalLong.of(Math.max(horizonMicros.getAsLong(), other.horizonMicros.getAsLong()))
                        : OptionalLong.empty());
    }
}
