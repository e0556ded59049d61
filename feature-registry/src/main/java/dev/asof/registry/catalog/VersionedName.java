package dev.asof.registry.catalog;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One version of a feature view or service, written {@code churn@3}. Ordered by name, then version. */
public record VersionedName(String name, int version) implements Comparable<VersionedName> {
    /** The greatest version. */
    public static final int MAX_VERSION = 999_999;

    private static final Pattern FORM = Pattern.compile("([^@:]+)@([1-9][0-9]{0,5})");
    private static final Comparator<VersionedName> ORDER =
            Comparator.comparing(VersionedName::name).thenComparingInt(VersionedName::version);

    public VersionedName {
        if (!Names.isName(name) || version < 1 || version > MAX_VERSION) {
            throw new IllegalArgumentException("Not a name with a version: " + name + "@" + version);
        }
    }

    /** Reads {@code name@version}. */
    public static Optional<VersionedName> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches() && Names.isName(matcher.group(1))
                ? Optional.of(new VersionedName(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(VersionedName other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return name + "@" + version;
    }
}
