package dev.asof.registry.error;

/**
 * The exception of the system. Its message is meant for users: <em>Cannot &lt;verb&gt; &lt;thing&gt;: &lt;reason with
 * place and value&gt;. &lt;Remedy&gt;</em>.
 */
public final class AsofException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    public AsofException(ErrorCode code, String message) {
        super(message);
        this.code = code;
    }

    public AsofException(ErrorCode code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public ErrorCode code() {
        return code;
    }
}
