package dev.asof.registry.compute.aggregate.function;

import java.nio.ByteBuffer;

/**
 * A partial state as bytes that outlive a process: the version of the format in one byte, then what the function encodes.
 * Equal states of one version have equal bytes.
 */
public final class VersionedState {
    /** The version that is written; each that was ever written can be read. */
    public static final int VERSION = 1;

    private VersionedState() {}

    /** The bytes of a state. */
    public static <S> byte[] encode(AggregateFunction<S> function, S state) {
        StateWriter out = new StateWriter();
        out.putByte(VERSION);
        function.encode(state, out);
        return out.toBytes();
    }

    /**
     * The state of some bytes.
     *
     * @throws IllegalArgumentException if they are no state of the function, or of a version that this build doesn't know
     */
    public static <S> S decode(AggregateFunction<S> function, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        if (!in.hasRemaining() || in.get() != VERSION) {
            throw new IllegalArgumentException("The state's version is "
                    + (bytes.length == 0 ? "missing" : Byte.toUnsignedInt(bytes[0])) + ", not " + VERSION);
        }
        S state = function.decode(new StateReader(in));
        if (in.hasRemaining()) {
            throw new IllegalArgumentException("There are " + in.remaining() + " bytes after the state");
        }
        return state;
    }
}
