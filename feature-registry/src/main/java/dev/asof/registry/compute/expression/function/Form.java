package dev.asof.registry.compute.expression.function;

import dev.asof.registry.compute.schema.DataType;
import java.util.List;
import java.util.Optional;

/** A way in which a function can be called: one signature, or a family of them that differ in types alone. */
public sealed interface Form permits Signature, SignatureFamily {

    /** The signature for arguments of these types, as they are or widened; empty if there is none. */
    Optional<Signature> on(List<DataType> types);

    /** What stands in the call's brackets, such as {@code string, int64}. */
    String describeParameters();

    /** The type of the result, such as {@code int64}. */
    String describeResult();

    /** Signatures that stand for all of them in tests and in messages. */
    List<Signature> samples();
}
