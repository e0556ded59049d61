package dev.asof.registry.compute.program;

import dev.asof.registry.compute.admission.RowAdmission;
import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.event.SourceRoles;
import dev.asof.registry.compute.expression.Expression;
import dev.asof.registry.compute.schema.Schema;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the events of one version of a view are, whichever of its features are asked for. Immutable and thread-safe.
 *
 * @param keyCodec how the entity's keys are encoded
 * @param keyColumns per key column of the entity the column that holds it, in each source
 * @param roles what columns mean, as all sources have it
 * @param admissions per source how its rows become events
 * @param keptColumns what is kept of an event: the columns with a role, and those that expressions read, by name
 * @param order of the events of one entity
 */
record ViewEvents(
        String view,
        int version,
        EntityKeyCodec keyCodec,
        List<String> keyColumns,
        SourceRoles roles,
        List<RowAdmission> admissions,
        Optional<Expression> filter,
        Schema keptColumns,
        EventOrder order) {

    /** See {@link FeatureProgram#FeatureProgram}. */
    static ViewEvents of(
            String view,
            int version,
            Schema entityKeys,
            List<String> keyColumns,
            List<SourceContract> contracts,
            Optional<Expression> filter,
            List<FeatureSpec> features) {
        FeatureChecks.requireCondition(view, filter);
        EntityKeyCodec keyCodec = new EntityKeyCodec(entityKeys);
        List<String> columnsOfKeys = List.copyOf(keyColumns);
        SourceContract first = contracts.getFirst();
        TreeSet<String> read = read(filter, features);
        Schema kept = kept(first, read);
        contracts.forEach(contract -> requireAlike(contract, first, kept, read, ref(view, version)));
        return new ViewEvents(
                view,
                version,
                keyCodec,
                columnsOfKeys,
                first.roles(),
                contracts.stream()
                        .map(contract -> new RowAdmission(ref(view, version), contract, keyCodec, columnsOfKeys, kept))
                        .toList(),
                filter,
                kept,
                new EventOrder(first, List.copyOf(read), kept));
    }

    /** The columns that expressions read. */
    private static TreeSet<String> read(Optional<Expression> filter, List<FeatureSpec> features) {
        TreeSet<String> read = new TreeSet<>();
        filter.ifPresent(expression -> read.addAll(expression.inputs()));
        for (FeatureSpec feature : features) {
            feature.where().ifPresent(expression -> read.addAll(expression.inputs()));
            feature.inputs().forEach(expression -> read.addAll(expression.inputs()));
        }
        return read;
    }

    private static Schema kept(SourceContract contract, TreeSet<String> read) {
        TreeSet<String> names = new TreeSet<>(read);
        names.addAll(contract.roles().columns());
        Schema schema = contract.schema();
        return new Schema(
                names.stream().map(name -> schema.field(schema.indexOf(name))).toList());
    }

    /** Events must be what they are whichever source they came from. */
    private static void requireAlike(
            SourceContract contract, SourceContract first, Schema kept, TreeSet<String> read, String ref) {
        if (!kept(contract, read).equals(kept) || !contract.roles().orderEventsAs(first.roles())) {
            throw new IllegalArgumentException(
                    "Source " + contract.source() + " is not like " + first.source() + " to " + ref);
        }
    }

    String ref() {
        return ref(view, version);
    }

    private static String ref(String view, int version) {
        return view + "@" + version;
    }

    /**
     * How rows of a source become events.
     *
     * @throws IllegalArgumentException if it is none of the view's
     */
    RowAdmission admission(String source) {
        return admissions.stream()
                .filter(admission -> admission.source().equals(source))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(ref() + " does not read " + source));
    }
}
