package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.schema.DataType;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Signatures that differ in types alone.
 *
 * @param parameters what stands in the brackets, such as {@code list<T>, T}
 * @param result such as {@code T}
 * @param member the signature for arguments of these types, if the family has one
 * @param sampleTypes argument types of some members
 */
record SignatureFamily(
        String parameters,
        String result,
        Function<List<DataType>, Optional<Signature>> member,
        List<List<DataType>> sampleTypes)
        implements Form {

    @Override
    public Optional<Signature> on(List<DataType> types) {
        return member.apply(types).filter(signature -> signature.takes(types));
    }

    @Override
    public String describeParameters() {
        return parameters;
    }

    @Override
    public String describeResult() {
        return result;
    }

    @Override
    public List<Signature> samples() {
        return sampleTypes.stream().map(types -> on(types).orElseThrow()).toList();
    }
}
