package dev.asof.registry.definition;

import dev.asof.registry.catalog.Names;
import dev.asof.registry.catalog.VersionedName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names features in a service: {@code view@version:feature}, and without a version or with {@code *} for all features;
 * behind a role, {@code buyer:view@version:feature}, where its entity plays one.
 *
 * @param role empty if the entity has none
 * @param version empty where the newest is meant
 * @param feature empty for all
 */
record FeaturePattern(String role, String view, OptionalInt version, Optional<String> feature) {
    private static final Pattern FORM = Pattern.compile("(?:([^@:]+):)?([^@:]+)(?:@([1-9][0-9]{0,5}))?:([^@:]+)");

    static Optional<FeaturePattern> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || !Names.isName(matcher.group(2))) {
            return Optional.empty();
        }
        String role = matcher.group(1) == null ? "" : matcher.group(1);
        if (!role.isEmpty() && !Names.isName(role)) {
            return Optional.empty();
        }
        String feature = matcher.group(4);
        if (!feature.equals("*") && !Names.isName(feature)) {
            return Optional.empty();
        }
        OptionalInt version =
                matcher.group(3) == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(matcher.group(3)));
        return Optional.of(new FeaturePattern(
                role, matcher.group(2), version, feature.equals("*") ? Optional.empty() : Optional.of(feature)));
    }

    /** The version of the view that this names, {@code newest} where it names none. */
    VersionedName pinnedTo(int newest) {
        return new VersionedName(view, version.orElse(newest));
    }

    @Override
    public String toString() {
        return (role.isEmpty() ? "" : role + ":") + view + (version.isPresent() ? "@" + version.getAsInt() : "") + ":"
                + feature.orElse("*");
    }
}
