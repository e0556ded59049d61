package dev.asof.online.state;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** What is stored of one entity in all of its views, as one snapshot has it. Not thread-safe. */
public final class EntityRecord {
    private final Catalog catalog;
    private final ByteBuffer bytes;
    private int[] views = new int[16];
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int frames;

    EntityRecord(Catalog catalog, byte[] record) {
        this.catalog = catalog;
        this.bytes = ByteBuffer.wrap(record);
        try {
            while (bytes.hasRemaining()) {
                addFrame();
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw damaged(e);
        }
    }

    private void addFrame() {
        if (frames == views.length) {
            views = Arrays.copyOf(views, 2 * frames);
            starts = Arrays.copyOf(starts, 2 * frames);
            ends = Arrays.copyOf(ends, 2 * frames);
        }
        int length = Counts.getInt(bytes);
        int end = bytes.position() + length;
        views[frames] = Counts.getInt(bytes);
        starts[frames] = bytes.position();
        ends[frames] = end;
        bytes.position(end);
        frames++;
    }

    /**
     * Adds the accepted events of a view, each once.
     *
     * @param entityNumber the number that they get in {@code into}
     */
    public void addTo(StoredView view, int entityNumber, EventRowsBuilder into) {
        try {
            SeenOrigins seen = new SeenOrigins();
            for (int frame = 0; frame < frames; frame++) {
                if (views[frame] == view.id()) {
                    add(frame, entityNumber, seen, into);
                }
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw damaged(e);
        }
    }

    private void add(int frame, int entityNumber, SeenOrigins seen, EventRowsBuilder into) {
        bytes.limit(ends[frame]).position(starts[frame]);
        Origin origin = Frame.origin(bytes);
        long acceptedAt = catalog.acceptedAt(origin);
        if (acceptedAt != Origin.NOT_YET && seen.isNew(origin)) {
            into.add(entityNumber, acceptedAt, bytes);
        }
    }

    private static RuntimeException damaged(RuntimeException cause) {
        return StateFailures.damaged("a stored event cannot be decoded: " + cause.getMessage());
    }
}
