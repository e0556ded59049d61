package dev.asof.online.state.entity;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.catalog.Counts;
import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.database.StateFailures;
import dev.asof.registry.compute.program.BlockStorage;
import dev.asof.registry.compute.program.EventTree;
import dev.asof.registry.compute.program.FeatureProgram;
import dev.asof.registry.compute.program.KeptEvents;
import dev.asof.registry.compute.program.TreeShape;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is stored of one entity in all of its views, as one moment of the database has it. Not thread-safe. */
public final class EntityRecord {
    private final Catalog catalog;
    private final byte[] entityKey;
    private final BlockReads reads;
    private final ByteBuffer bytes;
    private int[] views = new int[16];
    private int[] starts = new int[16];
    private int[] ends = new int[16];
    private int frames;

    public EntityRecord(Catalog catalog, byte[] record, byte[] entityKey, BlockReads reads) {
        this.catalog = catalog;
        this.entityKey = entityKey;
        this.reads = reads;
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

    /** The numbers of the views that something is stored in. */
    public int[] views() {
        return Arrays.stream(views, 0, frames).distinct().toArray();
    }

    /** Whether the entity has so many events in the view that they lie in blocks. */
    public boolean isInBlocks(StoredView view) {
        return root(view.id()).isPresent();
    }

    /** Whether any view's events lie in blocks. */
    public boolean isAnyInBlocks() {
        for (int frame = 0; frame < frames; frame++) {
            if (starts[frame] < ends[frame] && bytes.get(starts[frame]) == Frame.ROOT) {
                return true;
            }
        }
        return false;
    }

    /** The root of the view's blocks. */
    public Optional<byte[]> root(int view) {
        for (int frame = 0; frame < frames; frame++) {
            if (views[frame] == view && bytes.get(starts[frame]) == Frame.ROOT) {
                return Optional.of(Arrays.copyOfRange(bytes.array(), starts[frame] + 1, ends[frame]));
            }
        }
        return Optional.empty();
    }

    /** The frames of the view as they are, end to end. */
    public byte[] framesOf(int view) {
        ByteBuffer all = ByteBuffer.allocate(bytes.capacity());
        int start = 0;
        for (int frame = 0; frame < frames; frame++) {
            if (views[frame] == view) {
                all.put(bytes.array(), start, ends[frame] - start);
            }
            start = ends[frame];
        }
        return Arrays.copyOf(all.array(), all.position());
    }

    /**
     * Adds the accepted events of a view whose events are not in blocks, each once.
     *
     * @param entityNumber the number that they get in {@code into}
     */
    public void addTo(StoredView view, int entityNumber, EventRowsBuilder into) {
        SeenOrigins seen = new SeenOrigins();
        visit(view.id(), (origin, row) -> {
            long acceptedAt = catalog.acceptedAt(origin);
            if (acceptedAt != Origin.NOT_YET && seen.isNew(origin)) {
                into.add(entityNumber, acceptedAt, row);
            }
        });
    }

    /** The accepted events of a view whose events are in blocks; those that are in none yet lie over them. */
    public EventTree tree(StoredView view, FeatureProgram program, RowCodec codec) {
        KeptEventsBuilder events = new KeptEventsBuilder(codec);
        visit(view.id(), (origin, row) -> {
            if (catalog.acceptedAt(origin) != Origin.NOT_YET) {
                events.add(origin, row);
            }
        });
        EventTree tree = tree(view.id(), program, TreeShape.DEFAULT);
        tree.overlay(events.build());
        return tree;
    }

    /** The blocks of a view alone. */
    public EventTree tree(int view, FeatureProgram program, TreeShape shape) {
        BlockStorage storage = new StoredBlocks(view, entityKey, catalog, reads);
        return program.tree(storage, shape, root(view).orElse(new byte[0]));
    }

    /** All events that are in no block, each once if it has no whole unique key, also those that are not accepted yet. */
    public KeptEvents loose(int view, RowCodec codec) {
        KeptEventsBuilder events = new KeptEventsBuilder(codec);
        SeenOrigins seen = new SeenOrigins();
        visit(view, (origin, row) -> {
            if (seen.isNew(origin)) {
                events.add(origin, row);
            }
        });
        return events.build();
    }

    /** The number of events that are in no block. */
    public int looseCount(int view) {
        return (int) IntStream.range(0, frames)
                .filter(frame -> views[frame] == view && bytes.get(starts[frame]) != Frame.ROOT)
                .count();
    }

    /** Takes an event and what is left to read of its frame. */
    @FunctionalInterface
    private interface Visitor {
        void visit(Origin origin, ByteBuffer row);
    }

    private void visit(int view, Visitor visitor) {
        try {
            for (int frame = 0; frame < frames; frame++) {
                if (views[frame] == view && bytes.get(starts[frame]) != Frame.ROOT) {
                    bytes.limit(ends[frame]).position(starts[frame]);
                    visitor.visit(Frame.origin(bytes), bytes);
                    bytes.limit(bytes.capacity());
                }
            }
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw damaged(e);
        }
    }

    private static RuntimeException damaged(RuntimeException cause) {
        return StateFailures.damaged("a stored event cannot be decoded: " + cause.getMessage());
    }
}
