package dev.asof.online.state;

import dev.asof.online.state.catalog.Catalog;
import dev.asof.online.state.catalog.EmptiedFile;
import dev.asof.online.state.catalog.LoadPass;
import dev.asof.online.state.catalog.MetaKeys;
import dev.asof.online.state.catalog.Origin;
import dev.asof.online.state.catalog.RecordReader;
import dev.asof.online.state.catalog.RecordWriter;
import dev.asof.online.state.catalog.Records;
import dev.asof.online.state.catalog.Roll;
import dev.asof.online.state.catalog.SourceCounts;
import dev.asof.online.state.catalog.StoredFile;
import dev.asof.online.state.catalog.StoredView;
import dev.asof.online.state.database.ByteKey;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.StateFailures;
import dev.asof.online.state.entity.EntityAppends;
import dev.asof.online.state.entity.EntityKeys;
import dev.asof.online.state.entity.RowCodec;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.quarantine.QuarantinedRow;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * One atomic change of the state. It sees its own changes; others see all of them or none. Used by one thread, inside
 * {@link StateStore#write}.
 */
public final class StateWrite {
    private static final byte[] NOTHING = {};

    private final Database.Batch batch;
    private final Catalog catalog;
    private final AcceptanceClock clock;
    private final ErasedKeys erased;
    private final EntityAppends appends = new EntityAppends();
    private final Set<ByteKey> seenNow = new HashSet<>();
    private final List<Runnable> afterwards = new ArrayList<>();
    private final List<Runnable> undoing = new ArrayList<>();
    private long stampedTo;
    private boolean changesAnyEntity;

    StateWrite(Database.Batch batch, Catalog catalog, AcceptanceClock clock, ErasedKeys erased) {
        this.erased = erased;
        this.batch = batch;
        this.catalog = catalog;
        this.clock = clock;
        this.stampedTo = clock.last();
    }

    /** The number of changes so far. */
    public int size() {
        return batch.size() + appends.size();
    }

    /** The number of the source called {@code name}, which gets one if it has none. */
    public int source(String name) {
        Integer known = catalog.sources.get(name);
        if (known != null) {
            return known;
        }
        int id = Catalog.next(catalog.sources.values());
        put(MetaKeys.of(MetaKeys.SOURCES, id), new RecordWriter().putText(name).done());
        catalog.sources.put(name, id);
        undoing.add(() -> catalog.sources.remove(name));
        return id;
    }

    /** The number of the entity with these keys, which gets one if it has none. */
    public int entity(String name, Schema keys) {
        Catalog.EntityName entity = new Catalog.EntityName(name, keys);
        Integer known = catalog.entities.get(entity);
        if (known != null) {
            return known;
        }
        int id = Catalog.next(catalog.entities.values());
        put(
                MetaKeys.of(MetaKeys.ENTITIES, id),
                new RecordWriter().putText(name).putInt(schema(keys)).done());
        catalog.entities.put(entity, id);
        undoing.add(() -> catalog.entities.remove(entity));
        return id;
    }

    /** The view of these sources with this meaning, which gets a number if it has none. */
    public StoredView view(List<Integer> sources, int entity, String fingerprint, Schema kept) {
        Optional<StoredView> known = catalog.view(sources, fingerprint);
        if (known.isPresent()) {
            return requireSame(known.get(), kept);
        }
        int id = Catalog.next(catalog.views.keySet());
        StoredView view = new StoredView(id, fingerprint, sources, entity, kept, Set.of());
        put(MetaKeys.of(MetaKeys.VIEWS, id), Records.of(view, schema(kept)));
        catalog.views.put(id, view);
        undoing.add(() -> catalog.views.remove(id));
        return view;
    }

    private static StoredView requireSame(StoredView known, Schema kept) {
        if (!known.kept().equals(kept)) {
            throw StateFailures.damaged("view " + known.fingerprint() + " keeps " + known.kept() + ", not " + kept);
        }
        return known;
    }

    private int schema(Schema schema) {
        Integer known = catalog.schemas.get(schema);
        if (known != null) {
            return known;
        }
        int id = Catalog.next(catalog.schemas.values());
        put(MetaKeys.of(MetaKeys.SCHEMAS, id), Records.of(schema));
        catalog.schemas.put(schema, id);
        undoing.add(() -> catalog.schemas.remove(schema));
        return id;
    }

    /** Notes that a load of a source into the view was finished. */
    public void markLoaded(StoredView view, int source) {
        StoredView loaded = catalog.views.getOrDefault(view.id(), view).loaded(source);
        put(MetaKeys.of(MetaKeys.VIEWS, view.id()), Records.of(loaded, schema(view.kept())));
        changesAnyEntity = true;
        afterwards.add(() -> catalog.views.put(loaded.id(), loaded));
    }

    /** Notes that no question before a time is answered from a view any more. */
    void putHorizon(int view, long micros) {
        put(
                MetaKeys.of(MetaKeys.HORIZONS, view),
                new RecordWriter().putLong(micros).done());
        afterwards.add(() -> catalog.horizons.put(view, micros));
    }

    /**
     * Stamps events as accepted now: strictly later than all that was stamped or served before.
     *
     * @return the first of {@code count} consecutive stamps, in microseconds
     */
    public long accept(int count) {
        long first = clock.next(count);
        stampedTo = first + count - 1;
        put(MetaKeys.LAST_ACCEPTANCE, new RecordWriter().putLong(stampedTo).done());
        return first;
    }

    /** Makes all later stamps later than this one, which comes from the archive of an earlier store. */
    public void acceptAfter(long micros) {
        clock.advance(micros);
        stampedTo = clock.last();
        put(MetaKeys.LAST_ACCEPTANCE, new RecordWriter().putLong(stampedTo).done());
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

    /**
     * Notes what was sent.
     *
     * @param keys as {@link SeenKey} makes them
     * @return whether each is new to its source, and no earlier one of this change
     */
    public boolean[] areNew(List<byte[]> keys) {
        boolean[] areNew = batch.has(Family.SEEN, keys);
        for (int i = 0; i < areNew.length; i++) {
            areNew[i] = seenNow.add(new ByteKey(keys.get(i))) && !areNew[i];
            if (areNew[i]) {
                batch.put(Family.SEEN, keys.get(i), NOTHING);
            }
        }
        return areNew;
    }

    /**
     * Keeps accepted events until they are archived.
     *
     * @param firstMicros the acceptance of the first; those of the others follow it, one by one
     * @param rows as {@link RowCodec} encodes them
     */
    public void putPendingEvents(int source, long firstMicros, Schema schema, List<byte[]> rows) {
        int number = schema(schema);
        int from = 0;
        while (from < rows.size()) {
            int to = from + PendingEvents.inOneRecord(firstMicros + from, rows.size() - from);
            byte[] record = PendingEvents.encode(number, rows.subList(from, to));
            batch.put(Family.PENDING, PendingKeys.ofEvent(source, firstMicros + from), record);
            from = to;
        }
    }

    /** Forgets the events that are archived: all up to this acceptance, inclusive. */
    public void removePendingEvents(int source, long lastMicros) {
        byte[] to = PendingKeys.ofEvent(source, lastMicros + 1);
        batch.scan(Family.PENDING, PendingKeys.ofEvent(source, 0), to, (key, record) -> {
            batch.delete(Family.PENDING, key);
            List<byte[]> rows = PendingEvents.rows(record);
            long archived = lastMicros + 1 - PendingKeys.last(key);
            if (archived < rows.size()) {
                List<byte[]> rest = rows.subList((int) archived, rows.size());
                batch.put(Family.PENDING, to, PendingEvents.encode(PendingEvents.schema(record), rest));
            }
            return true;
        });
    }

    /** Keeps rows until they are in the quarantine, and counts them. */
    public void quarantine(int source, List<QuarantinedRow> rows) {
        SourceCounts counts = counts(source);
        long id = counts.quarantined();
        for (QuarantinedRow row : rows) {
            batch.put(Family.PENDING, PendingKeys.ofQuarantine(source, id++), PendingRow.encode(row));
        }
        putCounts(source, counts.plusQuarantined(rows.size()));
    }

    /** Forgets a row that is in the quarantine. */
    public void removePendingQuarantine(int source, long id) {
        batch.delete(Family.PENDING, PendingKeys.ofQuarantine(source, id));
    }

    /** What was ingested into a source, as of the changes so far. */
    public SourceCounts counts(int source) {
        return batch.get(Family.META, MetaKeys.of(MetaKeys.COUNTS, source))
                .map(record -> RecordReader.read(record, Records::counts))
                .orElse(SourceCounts.NONE);
    }

    public void putCounts(int source, SourceCounts counts) {
        put(MetaKeys.of(MetaKeys.COUNTS, source), Records.of(counts));
        afterwards.add(() -> catalog.counts.put(source, counts));
    }

    /**
     * Begins a pass of a file of a source, or takes up one of the same bounds that was begun and not committed.
     *
     * @param sha256 the hash of the file's content, in lower-case hexadecimal digits
     */
    public LoadPass beginPass(StoredView view, int source, String sha256, long afterMicros, long untilMicros) {
        Optional<LoadPass> begun = catalog.passes(view.id(), source, sha256).stream()
                .filter(pass ->
                        !pass.isCommitted() && pass.afterMicros() == afterMicros && pass.untilMicros() == untilMicros)
                .findFirst();
        if (begun.isPresent()) {
            return begun.get();
        }
        int id = catalog.nextPass();
        LoadPass pass = new LoadPass(id, view.id(), source, sha256, afterMicros, untilMicros, Origin.NOT_YET);
        put(MetaKeys.of(MetaKeys.PASSES, id), Records.of(pass));
        catalog.putPass(pass);
        undoing.add(() -> catalog.passes.remove(id));
        return pass;
    }

    /** Makes the rows of a pass visible, with this acceptance. */
    public void commitPass(LoadPass pass, long acceptedAtMicros) {
        LoadPass committed = pass.committed(acceptedAtMicros);
        put(MetaKeys.of(MetaKeys.PASSES, pass.id()), Records.of(committed));
        changesAnyEntity = true;
        afterwards.add(() -> catalog.putPass(committed));
    }

    /**
     * Forgets what was loaded of a source. Each of its views goes on under another number, without events, also of its other sources,
     * and not loaded; what it had is read no more, and for {@link StateStore#removeForgottenBlocks} to remove.
     *
     * @param present the hashes of the files that still are the source's: they are known, but not loaded
     */
    public void forgetLoads(int source, Set<String> present) {
        int next = Catalog.next(catalog.views.keySet());
        changesAnyEntity = true;
        for (StoredView view : catalog.viewsOf(source)) {
            StoredView anew = view.anew(next++);
            put(MetaKeys.of(MetaKeys.VIEWS, anew.id()), Records.of(anew, schema(anew.kept())));
            batch.delete(Family.META, MetaKeys.of(MetaKeys.VIEWS, view.id()));
            batch.delete(Family.META, MetaKeys.of(MetaKeys.HORIZONS, view.id()));
            afterwards.add(() -> catalog.replace(view, anew));
            catalog.passesOf(view).forEach(this::remove);
        }
        for (StoredFile file : catalog.filesOf(source)) {
            if (present.contains(file.sha256())) {
                putFile(file.notLoaded());
            } else {
                batch.delete(Family.META, MetaKeys.ofFile(source, file.sha256()));
                afterwards.add(() -> catalog.removeFile(file));
            }
        }
    }

    private void remove(LoadPass pass) {
        batch.delete(Family.META, MetaKeys.of(MetaKeys.PASSES, pass.id()));
        afterwards.add(() -> catalog.passes.remove(pass.id()));
    }

    /** Whether rows of the source were loaded from files. */
    public boolean isFedByFiles(int source) {
        return catalog.files.values().stream()
                .anyMatch(file -> file.source() == source && file.counts().rows() > 0);
    }

    public void putFile(StoredFile file) {
        put(MetaKeys.ofFile(file.source(), file.sha256()), Records.of(file));
        afterwards.add(() -> catalog.putFile(file));
    }

    /** Notes a file before it is written. */
    public void putRoll(Roll roll) {
        put(MetaKeys.ofRoll(roll.source(), roll.kind()), Records.of(roll));
        afterwards.add(() -> catalog.putRoll(roll));
    }

    /** Forgets the file that was being written. */
    public void removeRoll(Roll roll) {
        batch.delete(Family.META, MetaKeys.ofRoll(roll.source(), roll.kind()));
        afterwards.add(() -> catalog.removeRoll(roll));
    }

    /** Forgets that these were sent. */
    public void forgetSeen(List<byte[]> keys) {
        keys.forEach(key -> batch.delete(Family.SEEN, key));
    }

    /** Notes that all rows of a file of the quarantine are elsewhere by this change. */
    public void putEmptied(EmptiedFile file) {
        put(MetaKeys.ofEmptied(file), NOTHING);
        afterwards.add(() -> catalog.emptied.add(file));
    }

    /** Forgets a file of the quarantine that is gone. */
    public void removeEmptied(EmptiedFile file) {
        batch.delete(Family.META, MetaKeys.ofEmptied(file));
        afterwards.add(() -> catalog.emptied.remove(file));
    }

    /** The number of the source called {@code name}, if it has one. */
    public OptionalInt knownSource(String name) {
        Integer id = catalog.sources.get(name);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    private void put(byte[] key, byte[] value) {
        batch.put(Family.META, key, value);
    }

    /** Takes back what was noted in memory, because the change was not written. */
    void undo() {
        undoing.reversed().forEach(Runnable::run);
    }

    /** What is to be done once the change is written, before others may see its acceptances. */
    void afterwards(EntityVersions versions) {
        afterwards.forEach(Runnable::run);
        appends.forEachCount((key, events) -> versions.change(EntityKeys.hash(key)));
        if (changesAnyEntity) {
            versions.changeAll();
        }
    }
}
