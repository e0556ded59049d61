package dev.asof.offline.observation;

import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.error.NearestName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which columns of asking rows play which role.
 *
 * @param time the time asked about, a timestamp
 * @param optionalTimes those of known_at and accepted_by that are there
 * @param keys per entity the column of each key, in the entity's order
 * @param request the columns that features are computed from, in the types that they take
 */
record ObservationColumns(String time, List<String> optionalTimes, List<KeyColumns> keys, Schema request) {

    /** The columns of an entity's keys. */
    record KeyColumns(EntityKeys entity, List<String> columns) {}

    /** Finds the columns; what is wrong with them goes to {@code problems}. */
    static ObservationColumns resolve(
            RawObservations raw, ObservationOptions options, ObservationNeeds needs, ObservationProblems problems) {
        Resolver resolver = new Resolver(raw, problems);
        resolver.requireColumn(
                options.timeColumn(), ScalarType.TIMESTAMP, "the time asked about", "--time-column COLUMN");
        List<String> optionalTimes = new ArrayList<>();
        resolver.optionalTime(ObservationOptions.KNOWN_AT_COLUMN).ifPresent(optionalTimes::add);
        resolver.optionalTime(ObservationOptions.ACCEPTED_BY_COLUMN).ifPresent(optionalTimes::add);
        List<KeyColumns> keys = new ArrayList<>();
        for (EntityKeys entity : needs.entities()) {
            keys.add(resolver.keys(entity, options));
        }
        needs.request().fields().forEach(resolver::request);
        refuseUnknownKeys(options, needs, problems);
        refuseClashes(raw, needs, problems);
        return new ObservationColumns(options.timeColumn(), optionalTimes, keys, needs.request());
    }

    private static void refuseUnknownKeys(
            ObservationOptions options, ObservationNeeds needs, ObservationProblems problems) {
        Set<String> known = new HashSet<>();
        for (EntityKeys entity : needs.entities()) {
            for (String key : entity.keys().names()) {
                known.add(FeatureRef.columnOf(entity.role(), key));
                known.add(entity.entity() + "." + key);
            }
        }
        options.keyColumns().keySet().stream()
                .filter(key -> !known.contains(key))
                .sorted()
                .forEach(key -> problems.add("a column is named for '" + key
                        + "', which is no key of the service's entities." + NearestName.hint(known, key)));
    }

    private static void refuseClashes(RawObservations raw, ObservationNeeds needs, ObservationProblems problems) {
        for (String column : raw.schema().names()) {
            if (needs.outputs().contains(column)) {
                problems.add("column '" + column + "' has the name of a column that the training set adds; rename it");
            }
        }
    }

    /** Looks up columns and their types. */
    private record Resolver(RawObservations raw, ObservationProblems problems) {

        KeyColumns keys(EntityKeys entity, ObservationOptions options) {
            List<String> columns = new ArrayList<>();
            for (Field key : entity.keys().fields()) {
                String column = options.columnOf(entity, key.name());
                String role = "the key '" + key.name() + "' of " + entity.describe();
                String usual = FeatureRef.columnOf(entity.role(), key.name());
                requireColumn(column, key.type(), role, "--key " + usual + "=COLUMN");
                if (columns.contains(column)) {
                    problems.add("column '" + column + "' stands for two keys of " + entity.describe());
                }
                columns.add(column);
            }
            return new KeyColumns(entity, columns);
        }

        /** @param option names another column */
        void requireColumn(String column, DataType type, String role, String option) {
            OptionalInt index = raw.schema().find(column);
            if (index.isEmpty()) {
                problems.add("column '" + column + "' is missing: " + role + " (" + type.displayName() + ")."
                        + NearestName.hint(raw.schema().names(), column) + " If it has another name, say " + option
                        + ".");
            } else {
                requireType(raw.schema().field(index.getAsInt()), type, role);
            }
        }

        void request(Field column) {
            OptionalInt index = raw.schema().find(column.name());
            String role = "a request column of the service";
            if (index.isEmpty()) {
                problems.add("column '" + column.name() + "' is missing: " + role + " ("
                        + column.type().displayName() + ")."
                        + NearestName.hint(raw.schema().names(), column.name()));
                return;
            }
            Field found = raw.schema().field(index.getAsInt());
            if (!ContractCheck.canBecome(found.type(), column.type())) {
                problems.add("column '" + column.name() + "' is " + found.type().displayName() + ", but " + role
                        + " is " + column.type().displayName());
            }
        }

        Optional<String> optionalTime(String column) {
            OptionalInt index = raw.schema().find(column);
            if (index.isEmpty()) {
                return Optional.empty();
            }
            requireType(raw.schema().field(index.getAsInt()), ScalarType.TIMESTAMP, "a time of the question");
            return Optional.of(column);
        }

        private void requireType(Field column, DataType type, String role) {
            boolean fits = raw.typing() == RawObservations.Typing.TEXT || canBecome(column.type(), type);
            if (!fits) {
                problems.add("column '" + column.name() + "' is "
                        + column.type().displayName() + ", but " + role + " is " + type.displayName());
            }
        }

        /** Narrower integers are checked row by row. */
        private static boolean canBecome(DataType found, DataType needed) {
            return found.equals(needed)
                    || (found == ScalarType.INT32 && needed == ScalarType.INT64)
                    || (found == ScalarType.INT64 && needed == ScalarType.INT32)
                    || (found == ScalarType.DATE && needed == ScalarType.TIMESTAMP);
        }
    }
}
