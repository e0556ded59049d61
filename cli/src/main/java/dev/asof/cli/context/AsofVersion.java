package dev.asof.cli.context;

/** The version of Asof. */
public final class AsofVersion {
    private AsofVersion() {}

    /** The version that the jar was built as. */
    public static String text() {
        String built = AsofVersion.class.getPackage().getImplementationVersion();
        return built == null ? "unpackaged" : built;
    }
}
