package dev.asof.online.state.entity;

import dev.asof.online.state.catalog.Origin;
import dev.asof.registry.compute.program.KeptEvents;

/** Origins as the numbers by which {@link KeptEvents} has them: a time as it is, a pass as its negative number. */
public final class OriginNumbers {
    private OriginNumbers() {}

    static long number(Origin origin) {
        return switch (origin) {
            case Origin.Stamped stamped -> stamped.micros();
            case Origin.OfPass ofPass -> -ofPass.pass();
            case Origin.RowOfPass row -> -row.pass();
        };
    }

    static long position(Origin origin) {
        return switch (origin) {
            case Origin.Stamped stamped -> KeptEvents.NO_POSITION;
            case Origin.OfPass ofPass -> KeptEvents.NO_POSITION;
            case Origin.RowOfPass row -> row.row();
        };
    }

    public static Origin origin(long number, long position) {
        if (number >= 0) {
            return new Origin.Stamped(number);
        }
        int pass = Math.toIntExact(-number);
        return position == KeptEvents.NO_POSITION ? new Origin.OfPass(pass) : new Origin.RowOfPass(pass, position);
    }
}
