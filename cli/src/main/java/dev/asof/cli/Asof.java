package dev.asof.cli;

import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The root of the {@code asof} command. */
@Command(
        name = "asof",
        mixinStandardHelpOptions = true,
        versionProvider = Asof.Version.class,
        description = "A feature store whose training sets and online lookups cannot disagree.")
public final class Asof {

    private Asof() {}

    /** Runs the command line and exits with its code. */
    public static void main(String[] arguments) {
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
        System.exit(new CommandLine(new Asof()).execute(arguments));
    }

    /** The version this was built as, read from the jar. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            String built = Asof.class.getPackage().getImplementationVersion();
            return new String[] {"asof " + (built == null ? "(unpackaged)" : built)};
        }
    }
}
