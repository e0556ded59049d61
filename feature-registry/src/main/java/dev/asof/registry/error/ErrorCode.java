package dev.asof.registry.error;

/** The catalogue of errors. A code's name is stable: users and machines may rely on it. */
public enum ErrorCode {
    INVALID_DEFINITION(ErrorKind.USER, "A definition file has mistakes; each is listed with its place."),
    CHANGED_MEANING(ErrorKind.USER, "A definition changed its meaning without a new version."),
    INVALID_ARGUMENT(ErrorKind.USER, "An argument of a command or request is missing or malformed."),
    INVALID_OBSERVATIONS(ErrorKind.USER, "The asking rows lack a column, have a wrong type, or a null key or time."),
    INVALID_INPUT_FILE(ErrorKind.USER, "An input file cannot be read as what it should be."),
    CONTRACT_VIOLATION(ErrorKind.USER, "Rows violate their source's contract, and it says to fail."),
    LEAK_SUSPECTED(
            ErrorKind.USER,
            "A training set may know what serving would not, or the other way round, and --strict is given."),
    FEEDING_CONFLICT(ErrorKind.USER, "A source without a unique key was fed by files and by ingest."),
    ACCESS_DENIED(
            ErrorKind.USER, "A call bears no token that the server knows, or one of a role that may not do this."),
    UNKNOWN_NAME(ErrorKind.NOT_FOUND, "A service, view, feature, source or file that was named does not exist."),
    NO_DATA(ErrorKind.PRECONDITION, "There is nothing to work on: no definitions, no files of a source, no events."),
    NOT_APPLIED(ErrorKind.PRECONDITION, "The registry holds no definitions yet, or not these."),
    NOT_LOADED(ErrorKind.PRECONDITION, "A feature view's version is not loaded into the online store."),
    NOT_COMPUTABLE(
            ErrorKind.PRECONDITION, "A version was applied with other rules of a time zone than those of this build."),
    BEFORE_HORIZON(ErrorKind.PRECONDITION, "A question is about a time before the horizon of a feature view."),
    FILES_CHANGED(
            ErrorKind.PRECONDITION,
            "Files that the online store loaded are gone or have changed; its source has to be rebuilt."),
    SEQUENCE_GAP(ErrorKind.PRECONDITION, "A producer's events leave out a sequence."),
    UNSUPPORTED_FORMAT_VERSION(
            ErrorKind.PRECONDITION, "Stored data has a format version that this build does not know."),
    REGISTRY_BUSY(ErrorKind.RESOURCE, "Another apply is running, or came between the plan and the apply."),
    STORE_OWNED(ErrorKind.RESOURCE, "Another process owns the online store."),
    LIMIT_EXCEEDED(ErrorKind.RESOURCE, "A request or file exceeds a stated limit."),
    OVERLOADED(ErrorKind.RESOURCE, "The server has more work than it takes; the same call succeeds later."),
    SERVER_UNAVAILABLE(ErrorKind.UNAVAILABLE, "The server cannot be reached or is stopping."),
    CORRUPT_DATA(ErrorKind.DATA_LOSS, "Stored data or an input file is damaged."),
    IO_FAILED(ErrorKind.STORAGE, "Reading or writing a file failed."),
    INTERNAL(ErrorKind.INTERNAL, "A defect of Asof.");

    private final ErrorKind kind;
    private final String meaning;

    ErrorCode(ErrorKind kind, String meaning) {
        this.kind = kind;
        this.meaning = meaning;
    }

    public ErrorKind kind() {
        return kind;
    }

    /** One sentence for the error catalogue. */
    public String meaning() {
        return meaning;
    }
}
