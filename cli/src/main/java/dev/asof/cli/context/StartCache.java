package dev.asof.cli.context;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.lang.management.ManagementFactory;

/** The cache of what a JVM learnt in a training run (JEP 483, 514, 515), which the launcher names to the JVM. */
public final class StartCache {
    private static final int FIRST_TO_LEARN = 25;

    private static final String USED = "AOTCache";
    private static final String RECORDED = "AOTConfiguration";

    /** What the launcher calls what is recorded, up to the number of its process. */
    private static final String RECORDED_SUFFIX = ".recorded";

    private StartCache() {}

    /** Where the launcher will write it: what is recorded lies beside that. */
    public static String trained() {
        String recorded = option(RECORDED);
        int suffix = recorded.lastIndexOf(RECORDED_SUFFIX);
        return suffix < 0 ? recorded : recorded.substring(0, suffix);
    }

    /** @throws AsofException INVALID_ARGUMENT if this JVM records nothing of what it learns */
    public static void requireTraining() {
        if (option(RECORDED).isEmpty()) {
            int version = Runtime.version().feature();
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    version < FIRST_TO_LEARN
                            ? "Cannot train: this JVM, of Java " + version
                                    + ", keeps nothing of what it learns. Use JDK 25 or newer; JAVA_HOME says which."
                            : "Cannot train: nothing says where to keep what is learnt. Use the 'asof' command, with HOME"
                                    + " or XDG_CACHE_HOME set.");
        }
    }

    /** Says so where there is a cache that this JVM can't use; without one it starts all the same, but slower. */
    public static void remarkWhereUnused(Context context) {
        String file = option(USED);
        boolean isShared = System.getProperty("java.vm.info", "").contains("sharing");
        if (!file.isEmpty() && !isShared) {
            context.remark(
                    file + " is of another Java or another build of Asof, and isn't used: start was slower than it"
                            + " could be. Make it anew with 'asof serve --train'.");
        }
    }

    /** A flag of this JVM; empty where it isn't set, or this JVM has none of that name. */
    private static String option(String name) {
        try {
            return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .getVMOption(name)
                    .getValue();
        } catch (IllegalArgumentException unknown) {
            return "";
        }
    }
}
