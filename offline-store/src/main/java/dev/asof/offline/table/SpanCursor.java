package dev.asof.offline.table;

import java.util.List;

/** A place among the rows of some spans, which goes from one to the next. Not thread-safe. */
public final class SpanCursor {
    private final List<RowSpan> spans;
    private int span;
    private long next;

    /** @param spans ascending */
    public SpanCursor(List<RowSpan> spans) {
        this.spans = List.copyOf(spans);
        this.next = spans.isEmpty() ? 0 : spans.getFirst().from();
    }

    /** How many rows follow each other from here on, {@code most} at most; 0 after the last. */
    public int ahead(int most) {
        return span == spans.size() ? 0 : (int) Math.min(most, spans.get(span).to() - next);
    }

    /**
     * Goes past rows.
     *
     * @param count at most as many as are {@link #ahead}
     * @return the position in the part of the first of them
     */
    public long take(int count) {
        long taken = next;
        next += count;
        if (next == spans.get(span).to()) {
            span++;
            next = span == spans.size() ? next : spans.get(span).from();
        }
        return taken;
    }
}
