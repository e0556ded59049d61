package dev.asof.registry.compute.expression;

import dev.asof.registry.compute.expression.kernel.BatchTooLarge;
import dev.asof.registry.compute.expression.kernel.Evaluation;
import dev.asof.registry.compute.expression.kernel.Scratch;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.compute.schema.StatedRows;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.zone.NamedZone;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A typed expression over the columns of one row. An ill-typed one cannot be constructed; {@link ExpressionCompiler}
 * makes them from text. Immutable and thread-safe; two expressions are equal when their trees are.
 */
public sealed interface Expression permits Node {

    /** The type of every value that this gives. */
    DataType type();

    /** The expressions this is made of, in the order written. */
    List<Expression> operands();

    /**
     * The normal form of the text: the same for all ways of writing the same tree (white space, brackets, case of
     * keywords and functions, spelling of operators and literals). It always compiles again, over the same columns, to
     * an expression of the same meaning and canonical text. Fingerprints are taken of it.
     */
    String canonical();

    /** The value that is written out here; empty if this is anything but a literal. */
    default Optional<Value> constant() {
        return this instanceof Literal literal ? Optional.of(literal.value()) : Optional.empty();
    }

    /** Whether this is a column as it is, on which nothing can fail. */
    default boolean isColumn() {
        return this instanceof ColumnReference;
    }

    /** Whether this fails on nothing in the data; where it says no, it may still never do. */
    default boolean neverFails() {
        return Failure.isRuledOut(this);
    }

    /**
     * Whether what is known of rows proves that this condition is TRUE in none of them, but FALSE or null; where it doesn't, it may
     * be so all the same.
     *
     * @param rows with columns of the types that this was compiled for; what is stated of others proves nothing
     */
    default boolean isTrueInNone(StatedRows rows) {
        return new Exclusion(rows).excludes(this);
    }

    /** The names of all columns that this reads; of features, their references in full. */
    default SortedSet<String> inputs() {
        SortedSet<String> names = new TreeSet<>();
        collectInputs(names);
        return names;
    }

    /** The time zones whose rules this computes with, each once, by name. */
    default List<NamedZone> zones() {
        SortedMap<String, NamedZone> zones = new TreeMap<>();
        collectZones(zones);
        return List.copyOf(zones.values());
    }

    private void collectZones(SortedMap<String, NamedZone> zones) {
        if (this instanceof FunctionCall call) {
            call.zone().ifPresent(zone -> zones.put(zone.name(), zone));
        }
        operands().forEach(operand -> operand.collectZones(zones));
    }

    private void collectInputs(SortedSet<String> names) {
        if (this instanceof ColumnReference column) {
            names.add(column.name());
        } else if (this instanceof FeatureReference feature) {
            names.add(feature.column());
        }
        for (Expression operand : operands()) {
            operand.collectInputs(names);
        }
    }

    /**
     * Evaluates this for every row of {@code batch}. A row's result depends on that row alone. Nothing in the data makes
     * it throw: what fails is null and marked.
     *
     * @param batch has at least the columns {@link #inputs}, with the types this was compiled for
     * @throws IllegalArgumentException if a column is missing or has another type
     * @throws dev.asof.registry.error.AsofException {@code LIMIT_EXCEEDED} if the resulting strings exceed what one
     *     column can hold (2 GiB)
     */
    default Evaluation evaluate(ColumnBatch batch) {
        try {
            return ((Node) this).compute(batch);
        } catch (BatchTooLarge tooLarge) {
            return BatchHalves.evaluate(this, batch);
        }
    }

    /**
     * As {@link #evaluate(ColumnBatch)}, computed in arrays that are used again.
     *
     * @return valid until {@code scratch} is used again
     */
    default Evaluation evaluate(ColumnBatch batch, Scratch scratch) {
        return scratch.lend(batch.rowCount(), () -> evaluate(batch));
    }

    /** As {@link #evaluate(ColumnBatch, Scratch)}, but the result stays valid. */
    default Evaluation evaluateToKeep(ColumnBatch batch, Scratch scratch) {
        return scratch.give(batch.rowCount(), () -> evaluate(batch));
    }
}
