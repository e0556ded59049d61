package dev.asof.registry.definition;

import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.NearestName;
import java.util.List;
import java.util.Map;

/**
 * A source with all that is known of its columns.
 *
 * @param unsupported columns of the files that have no type of Asof, with their type in the files
 * @param unread columns of which nothing can be said, because their declaration has mistakes
 */
record ResolvedSource(
        EventSource source,
        Map<String, String> unsupported,
        List<String> unread,
        FileState files,
        Soundness soundness) {

    ResolvedSource {
        unsupported = Map.copyOf(unsupported);
        unread = List.copyOf(unread);
    }

    /** What is known of the source's files. */
    enum FileState {
        READ,
        /** No file matches the path. */
        ABSENT,
        /** They are there and cannot be read, which was reported. */
        UNREADABLE
    }

    /** Whether the source itself was found without problems. */
    enum Soundness {
        SOUND,
        FLAWED
    }

    boolean isSound() {
        return soundness == Soundness.SOUND;
    }

    /** Whether nothing can be said of a column of this name that isn't known. */
    boolean isUnsaid(String column) {
        return unread.contains(column) || files == FileState.UNREADABLE;
    }

    /** Why this column isn't there, in words. */
    String absence(String column) {
        String shown = "column " + Quoted.of(column);
        String fileType = unsupported.get(column);
        if (fileType != null) {
            return shown + " of source '" + source.name() + "' is " + fileType
                    + " in its files, a type that is not supported yet";
        }
        List<String> names = source.schema().names();
        String hint = NearestName.hint(names, column);
        String reason = files == FileState.ABSENT
                ? " No file matches '" + source.path() + "', so that only declared columns are known."
                : " It has " + Enumeration.of(names);
        return shown + " is not in source '" + source.name() + "'." + (hint.isEmpty() ? reason : hint);
    }

    /** Why this column isn't there, where a text may have been meant. */
    String absenceFromExpression(String column) {
        boolean mayBeText = files == FileState.READ
                && !unsupported.containsKey(column)
                && NearestName.among(source.schema().names(), column).isEmpty();
        return absence(column)
                + (mayBeText ? "; a text stands in single quotes: " + Quoted.of(column.replace("'", "''")) : "");
    }
}
