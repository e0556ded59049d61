package dev.asof.online.state;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.catalog.CatalogChange;
import dev.asof.online.state.catalog.EmptiedFile;
import dev.asof.online.state.catalog.LoadPass;
import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.catalog.RecordReader;
import dev.asof.online.state.catalog.RecordWriter;
import dev.asof.online.state.catalog.Roll;
import dev.asof.online.state.catalog.SourceCounts;
import dev.asof.online.state.catalog.StoredFile;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.database.Batch;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.entity.EntityAppends;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.online.state.entity.RowCodec;
import dev.asof.registry.compute.schema.Schema;
import java.util.List;
import java.util.Set;

/**
 * One atomic change of the state. It sees its own changes; others see all of them or none. Used by one thread, inside
 * {@link StateStore#write}.
 */
public final class StateWrite {
    private final Batch batch;
    private final Catalog catalog;
    private final CatalogChange change;
    private final AcceptanceClock clock;
    private final ErasedKeys erased;
    private final EntityAppends appends = new EntityAppends();
    private final SeenWrite seen;
    private final PendingWrite pending;
    private long stampedTo;

    StateWrite(Batch batch, Catalog catalog, AcceptanceClock clock, ErasedKeys erased) {
        this.erased = erased;
        this.batch = batch;
        this.catalog = catalog;
        this.change = catalog.change(batch);
        this.seen = new SeenWrite(batch);
        this.pending = new PendingWrite(batch, change);
        this.clock = clock;
        this.stampedTo = clock.last();
    }

    /** The number of changes so far. */
    public int size() {
        return batch.size() + appends.size();
    }

    /** The number of the source called {@code name}, which gets one if it has none. */
    public int source(String name) {
        return change.source(name);
    }

    /** The number of the entity with these keys, which gets one if it has none. */
    public int entity(String name, Schema keys) {
        return change.entity(name, keys);
    }

    /** The view of these sources with this meaning, which gets a number if it has none. */
    public StoredView view(List<Integer> sources, int entity, String fingerprint, Schema kept) {
        return change.view(sources, entity, fingerprint, kept);
    }

    /** Notes that a load of a source into the view was finished. */
    public void markLoaded(StoredView view, int source) {
        change.markLoaded(view, source);
    }

    /** Whether events of a source that are accepted now go to the view: once a load of it has come so far, and not before. */
    public boolean takesEvents(StoredView view, int source) {
        return catalog.takesEvents(view.id(), source);
    }

    /**
     * Lets all events of a source that are accepted later go to the view, until the store is closed; once it is loaded, they always do.
     *
     * @return the last acceptance of which the view may lack events
     */
    public long takeEvents(StoredView view, int source) {
        return change.takeEvents(view, source, stampedTo);
    }

    /**
     * Stamps events as accepted now: strictly later than all that was stamped or served before.
     *
     * @return the first of {@code count} consecutive stamps, in microseconds
     */
    public long accept(int count) {
        long first = clock.next(count);
        stampedTo = first + count - 1;
        change.putLastAcceptance(stampedTo);
        return first;
    }

    /** Makes all later stamps later than this one, which comes from the archive of an earlier store. */
    public void acceptAfter(long micros) {
        clock.advance(micros);
        stampedTo = clock.last();
        change.putLastAcceptance(stampedTo);
    }

    /** The greatest stamp that was ever given, this write's among them. */
    public long lastAcceptance() {
        return stampedTo;
    }

    /**
     * Stores an event in a view, without a look at what is there.
     *
     * @param row as {@link RowCodec} encodes it
     */
    public void append(StoredView view, byte[] entityKey, Origin origin, byte[] row) {
        appends.add(EntityKeys.of(view.entity(), entityKey), view.id(), origin, row);
    }

    EntityAppends appends() {
        return appends;
    }

    /** Adds to the change what was gathered for it. */
    void complete() {
        appends.forEach((key, events, frames) -> {
            if (!erased.contains(key)) {
                batch.merge(Family.ENTITIES, key, frames);
            }
        });
    }

    /** The last sequence that was taken from a producer; 0 if none was. */
    public long lastSequence(int source, String producer) {
        return batch.get(Family.PRODUCERS, ProducerKeys.of(source, producer))
                .map(record -> RecordReader.read(record, RecordReader::getLong))
                .orElse(0L);
    }

    public void putLastSequence(int source, String producer, long sequence) {
        batch.put(
                Family.PRODUCERS,
                ProducerKeys.of(source, producer),
                new RecordWriter().putLong(sequence).done());
    }

    /** What is noted as sent. */
    public SeenWrite seen() {
        return seen;
    }

    /** What waits for the archive or the quarantine. */
    public PendingWrite pending() {
        return pending;
    }

    /** What was ingested into a source, as of the changes so far. */
    public SourceCounts counts(int source) {
        return change.counts(source);
    }

    public void putCounts(int source, SourceCounts counts) {
        change.putCounts(source, counts);
    }

    /** See {@link CatalogChange#beginPass}. */
    public LoadPass beginPass(StoredView view, int source, String sha256, long afterMicros, long untilMicros) {
        return change.beginPass(view, source, sha256, afterMicros, untilMicros);
    }

    /** Makes the rows of a pass visible, with this acceptance. */
    public void commitPass(LoadPass pass, long acceptedAtMicros) {
        change.commitPass(pass, acceptedAtMicros);
    }

    /** See {@link CatalogChange#forgetLoads}; {@link StateStore#removeForgottenBlocks} removes what the views had. */
    public void forgetLoads(int source, Set<String> present) {
        change.forgetLoads(source, present);
    }

    /** Whether rows of the source were loaded from files. */
    public boolean isFedByFiles(int source) {
        return catalog.isFedByFiles(source);
    }

    public void putFile(StoredFile file) {
        change.putFile(file);
    }

    /** Notes a file before it is written. */
    public void putRoll(Roll roll) {
        change.putRoll(roll);
    }

    /** Forgets the file that was being written. */
    public void removeRoll(Roll roll) {
        change.removeRoll(roll);
    }

    /** Notes that all rows of a file of the quarantine are elsewhere by this change. */
    public void putEmptied(EmptiedFile file) {
        change.putEmptied(file);
    }

    /** Forgets a file of the quarantine that is gone. */
    public void removeEmptied(EmptiedFile file) {
        change.removeEmptied(file);
    }

    /** Takes back what was noted in memory, because the change was not written. */
    void undo() {
        change.undo();
    }

    /** What is to be done once the change is written, before others may see its acceptances. */
    void afterwards(EntityVersions versions) {
        change.afterwards();
        appends.forEachCount((key, events) -> versions.change(EntityKeys.hash(key)));
        if (change.changesAnyEntity()) {
            versions.changeAll();
        }
    }
}
