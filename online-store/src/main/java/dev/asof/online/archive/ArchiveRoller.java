package dev.asof.online.archive;

import dev.asof.online.live.LiveSource;
import dev.asof.online.state.PendingEvent;
import dev.asof.online.state.StateStore;
import dev.asof.online.state.catalog.Roll;
import dev.asof.online.state.catalog.SourceCounts;
import dev.asof.online.state.database.Durability;
import dev.asof.online.state.entity.RowCodec;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.ColumnBuilder;
import dev.asof.registry.compute.schema.Micros;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.repository.FeatureRepository;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Moves accepted events from the state to the archive: {@code archive/SOURCE/day=YYYY-MM-DD/FIRST-LAST.parquet}, by the
 * day (UTC) of acceptance, named by the first and last acceptance in microseconds, with 19 digits each. Thread-safe; one
 * file at a time.
 *
 * <p>A file is noted in the state before it is written, and its events are removed from the state in the write that
 * takes the note away. So whatever happens between, the next one to come writes the same events to the same file again,
 * and no event is in two files.
 */
public final class ArchiveRoller {
    private final StateStore state;
    private final FeatureRepository repository;
    private final ArchiveWriter writer;
    private final int eventsPerFile;

    /** @param eventsPerFile the most events of one file */
    public ArchiveRoller(StateStore state, FeatureRepository repository, ArchiveWriter writer, int eventsPerFile) {
        this.state = state;
        this.repository = repository;
        this.writer = writer;
        this.eventsPerFile = eventsPerFile;
    }

    /** Does something while nothing is archived. */
    public synchronized void standStill(Runnable action) {
        action.run();
    }

    /** Writes all events of a source that were accepted before this call. */
    public synchronized ArchivedEvents flush(LiveSource source) {
        long through = state.write(Durability.BUFFERED, write -> write.lastAcceptance());
        List<Path> files = new ArrayList<>();
        long events = 0;
        Optional<Roll> roll = begunOrNext(source.id(), through);
        while (roll.isPresent()) {
            // All of them, though a file may have fewer events now than when this one was noted.
            List<PendingEvent> pending =
                    state.pending().events(source.id(), roll.get().last(), Integer.MAX_VALUE);
            Path file = path(source.name(), roll.get());
            write(file, pending);
            finish(roll.get(), pending);
            files.add(file);
            events += pending.size();
            roll = begunOrNext(source.id(), through);
        }
        return new ArchivedEvents(source.name(), archivedThrough(source.id()), events, files);
    }

    private OptionalLong archivedThrough(int source) {
        long micros = state.counts(source).archivedThroughMicros();
        return micros == SourceCounts.NEVER ? OptionalLong.empty() : OptionalLong.of(micros);
    }

    private Optional<Roll> begunOrNext(int source, long through) {
        Optional<Roll> begun = state.roll(source, Roll.Kind.ARCHIVE);
        if (begun.isPresent()) {
            return begun;
        }
        List<PendingEvent> pending = state.pending().events(source, through, eventsPerFile);
        if (pending.isEmpty()) {
            return Optional.empty();
        }
        long first = pending.getFirst().acceptedAtMicros();
        Roll roll = new Roll(Roll.Kind.ARCHIVE, source, first, lastOfFile(pending));
        return Optional.of(state.write(Durability.SYNCED, write -> {
            write.putRoll(roll);
            return roll;
        }));
    }

    /** The last event that belongs into a file with the first one: of the same day and columns. */
    private static long lastOfFile(List<PendingEvent> pending) {
        PendingEvent first = pending.getFirst();
        long last = first.acceptedAtMicros();
        for (PendingEvent event : pending) {
            if (day(event.acceptedAtMicros()) != day(first.acceptedAtMicros())
                    || !event.schema().equals(first.schema())) {
                break;
            }
            last = event.acceptedAtMicros();
        }
        return last;
    }

    private static long day(long micros) {
        return Micros.day(micros);
    }

    private Path path(String source, Roll roll) {
        return repository
                .archiveFolder(source)
                .resolve("day=" + LocalDate.ofEpochDay(day(roll.first())))
                .resolve("%019d-%019d.parquet".formatted(roll.first(), roll.last()));
    }

    private void write(Path file, List<PendingEvent> events) {
        Schema schema = events.getFirst().schema();
        RowCodec codec = new RowCodec(schema);
        List<ColumnBuilder> builders = codec.builders();
        events.forEach(event -> codec.decode(ByteBuffer.wrap(event.row()), builders));
        ColumnBatch rows = codec.batch(builders, events.size());
        writer.write(
                file,
                rows,
                events.stream().mapToLong(PendingEvent::acceptedAtMicros).toArray());
    }

    private void finish(Roll roll, List<PendingEvent> events) {
        state.write(Durability.SYNCED, write -> {
            write.pending().removeEvents(roll.source(), roll.last());
            write.removeRoll(roll);
            write.putCounts(roll.source(), write.counts(roll.source()).plusArchived(events.size(), roll.last()));
            return roll;
        });
    }
}
