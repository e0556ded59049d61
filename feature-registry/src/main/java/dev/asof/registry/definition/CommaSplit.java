package dev.asof.registry.definition;

import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.diagnostic.TextFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds expressions that YAML split. Between braces a comma ends a plain value, so {@code {latest: nullif(a, b)}} reads
 * silently as {@code latest: nullif(a} and a key {@code b)} without a value. A plain value whose parentheses stay open,
 * with keys without values behind it that close them, is such an expression: it is reported and put together again, so
 * that the rest of it is checked too.
 */
final class CommaSplit {
    /** An expression in more pieces isn't put together, so that the work stays in proportion to the text. */
    private static final int MAX_PIECES = 64;

    /** How much of the line is shown on either side of an expression. */
    private static final int MAX_CONTEXT = 100;

    private final TextFile file;
    private final List<YamlNode.Entry> entries;

    private CommaSplit(TextFile file, List<YamlNode.Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    /** The mapping with every split expression whole again. */
    static YamlNode.Mapping mend(TextFile file, YamlNode.Mapping mapping, Problems problems) {
        return mapping.layout() == YamlNode.Layout.BLOCK
                ? mapping
                : new CommaSplit(file, mapping.entries()).mend(mapping, problems);
    }

    private YamlNode.Mapping mend(YamlNode.Mapping mapping, Problems problems) {
        List<YamlNode.Entry> mended = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Optional<Split> split = splitAt(i);
            mended.add(split.map(Split::whole).orElse(entries.get(i)));
            if (split.isPresent()) {
                report(split.get(), problems);
                i = split.get().last;
            }
        }
        return new YamlNode.Mapping(mended, mapping.layout(), mapping.place());
    }

    /** The expression that begins as the value of entry {@code first} and ends in the key of a later entry. */
    private Optional<Split> splitAt(int first) {
        if (!(entries.get(first).value() instanceof YamlNode.Scalar start)
                || start.form() != YamlNode.Form.PLAIN
                || openParentheses(start.text()) <= 0) {
            return Optional.empty();
        }
        int limit = Math.min(entries.size(), first + MAX_PIECES);
        for (int last = first + 1; last < limit && isBare(entries.get(last)); last++) {
            int end = entries.get(last).key().end();
            String text = file.text(start.place().index(), end);
            if (openParentheses(text) == 0) {
                YamlNode.Scalar whole = new YamlNode.Scalar(text, YamlNode.Form.PLAIN, start.place(), end);
                YamlNode.Entry entry = new YamlNode.Entry(entries.get(first).key(), whole);
                return Optional.of(new Split(entry, start.end(), last));
            }
        }
        return Optional.empty();
    }

    /** Whether this key has neither a colon nor a value. */
    private boolean isBare(YamlNode.Entry entry) {
        int next = entry.key().end();
        while (Character.isWhitespace(file.codePointAt(next))) {
            next++;
        }
        return file.codePointAt(next) != ':' && entry.value() instanceof YamlNode.Scalar scalar && scalar.isNull();
    }

    private void report(Split split, Problems problems) {
        YamlNode.Scalar whole = (YamlNode.Scalar) split.whole.value();
        int comma = split.firstEnd;
        while (comma < whole.end() && file.codePointAt(comma) != ',') {
            comma++;
        }
        String seen = file.text(whole.place().index(), split.firstEnd);
        problems.report(
                file.place(comma),
                () -> "this comma ends the value for YAML, which leaves " + Quoted.of(seen) + "; quote the expression:",
                () -> List.of(corrected(split.whole.key(), whole)));
    }

    /** The line as it should be, as far as it is near; of an expression over several lines the key with the value. */
    private String corrected(YamlNode.Scalar key, YamlNode.Scalar whole) {
        int start = whole.place().index();
        String quoted = Quoting.quote(whole.text());
        if (whole.text().contains("\n")) {
            return key.text() + ": " + quoted.replaceAll("\\s+", " ");
        }
        int from = start;
        while (from > 0 && start - from < MAX_CONTEXT && !isBreak(file.codePointAt(from - 1))) {
            from--;
        }
        int to = whole.end();
        while (to < file.length() && to - whole.end() < MAX_CONTEXT && !isBreak(file.codePointAt(to))) {
            to++;
        }
        return file.text(from, start).stripLeading() + quoted + file.text(whole.end(), to);
    }

    private static boolean isBreak(int codePoint) {
        return codePoint == '\n' || codePoint == '\r';
    }

    /** Opened minus closed parentheses outside of SQL strings. */
    private static int openParentheses(String text) {
        int open = 0;
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '\'';
            open += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
        }
        return open;
    }

    /**
     * An expression in pieces.
     *
     * @param firstEnd the index after the first piece
     * @param last the position of the entry whose key is the last piece
     */
    private record Split(YamlNode.Entry whole, int firstEnd, int last) {}
}
