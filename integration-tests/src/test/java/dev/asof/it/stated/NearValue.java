package dev.asof.it.stated;

import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Value;

/** Values next to others, which a file may or may not have. */
final class NearValue {
    private NearValue() {}

    static Value of(Value value) {
        return switch (value) {
            case Value.LongValue bool when bool.type() == ScalarType.BOOL -> bool;
            case Value.LongValue number -> Value.ofLong(number.type(), number.value() + 1);
            case Value.DoubleValue number -> Value.ofDouble(number.type(), number.value() + 1);
            case Value.BytesValue bytes -> {
                byte[] longer = new byte[bytes.value().length + 1];
                System.arraycopy(bytes.value(), 0, longer, 0, bytes.value().length);
                longer[longer.length - 1] = '~';
                yield new Value.BytesValue(bytes.type(), longer);
            }
        };
    }
}
