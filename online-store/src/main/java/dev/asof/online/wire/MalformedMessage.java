package dev.asof.online.wire;

/**
 * A message that doesn't say what the wire contract lets it say. Its text is the reason alone: who received the message
 * tells what could not be read.
 */
public final class MalformedMessage extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param reason part of a sentence, such as {@code column 'x' has no values} */
    MalformedMessage(String reason) {
        super(reason);
    }

    /** The enum constant that a newer contract knows, or the one that is never sent. */
    static MalformedMessage unknown(Enum<?> constant) {
        return new MalformedMessage(
                "it holds a " + constant.getDeclaringClass().getSimpleName() + " that is not known");
    }
}
