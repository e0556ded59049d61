package dev.asof.registry.definition;

import dev.asof.registry.catalog.Names;
import dev.asof.registry.catalog.VersionedName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names features in a service: {@code view@version:feature}, and without a version or with {@code *} for all features.
 *
 * @param version empty where the newest is meant
 * @param feature empty for all
 */
record FeaturePattern(String view, OptionalInt version, Optional<String> feature) {
    private static final Pattern FORM = Pattern.compile("([^@:]+)(?:@([1-9][0-9]{0,5}))?:([^@:]+)");

    static Optional<FeaturePattern> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !Names.isName(matcher.group(1))) {
            return Optional.empty();
        }
        String feature = matcher.group(3);
        if (!feature.equals("*") && !Names.isName(feature)) {
            return Optional.empty();
        }
        OptionalInt version =
                matcher.group(2) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(matcher.group(2)));
        return Optional.of(new FeaturePattern(
                matcher.group(1), version, feature.equals("*") ? Optional.empty() : Optional.of(feature)));
    }

    /** The version of the view that this names, {@code newest} where it names none. */
    VersionedName pinnedTo(int newest) {
        return new VersionedName(view, version.orElse(newest));
    }

    @Override
    public String toString() {
        return view + (version.isPresent() ? "@" + version.getAsInt() : "") + ":" + feature.orElse("*");
    }
}
