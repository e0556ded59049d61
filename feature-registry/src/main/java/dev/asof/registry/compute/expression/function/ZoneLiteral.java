package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.expression.kernel.Cursor;
import dev.asof.registry.compute.expression.kernel.RowFunction;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.zone.NamedZone;
import dev.asof.registry.compute.zone.TimeZoneDatabase;
import dev.asof.registry.compute.zone.TimeZoneRules;
import dev.asof.registry.error.NearestName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The last argument of functions of local times: a time zone by its name. */
public final class ZoneLiteral {
    /** The place of a zone. */
    public static final Parameter.Written PARAMETER = Parameter.Written.text("zone", "'Europe/Berlin'", "'UTC'");

    static final String FAILS = "with a zone, an instant outside the years 0001 to 9999";

    private ZoneLiteral() {}

    /** The zone that a literal names, with its rules in this build. */
    public static Optional<NamedZone> find(Value literal) {
        return literal instanceof Value.BytesValue text ? NamedZone.find(text.text()) : Optional.empty();
    }

    /** A body that computes with the rules of the zone that is the call's last literal. */
    static Body.Rule body(Function<TimeZoneRules, RowFunction> body) {
        return literals -> withZone(literals, rules -> new Body.Computed(body.apply(rules)));
    }

    static Body withZone(List<Value> literals, Function<TimeZoneRules, Body> body) {
        Value literal = literals.getLast();
        return find(literal)
                .map(zone -> body.apply(zone.currentRules()))
                .orElseGet(() -> new Body.Refused(literals.size() - 1, unknown(((Value.BytesValue) literal).text())));
    }

    private static String unknown(String name) {
        return "this is no time zone of the IANA database, such as 'UTC' or 'Europe/Berlin'."
                + NearestName.hint(TimeZoneDatabase.names(), name);
    }

    /** Sets an instant as the result, or fails where the rules of zones don't reach it. */
    static void setInstant(Cursor row, long instant) {
        if (TimeZoneRules.covers(instant)) {
            row.set(instant);
        } else {
            row.fail();
        }
    }

    /** Sets the instant of a local time as the result, or fails where the rules of zones don't reach it. */
    static void setLocal(Cursor row, TimeZoneRules rules, long local) {
        rules.findInstantOf(local).ifPresentOrElse(row::set, row::fail);
    }
}
