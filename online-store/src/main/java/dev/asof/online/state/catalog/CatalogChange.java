package dev.asof.online.state.catalog;

import dev.asof.online.state.database.Batch;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.StateFailures;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Changes of the catalog that are written with a batch. Numbers that are given are in the catalog at once, and taken back by {@link #undo};
 * all else gets there {@linkplain #afterwards once it is written}. One thread's.
 */
public final class CatalogChange {
    private static final byte[] NOTHING = {};

    private final Catalog catalog;
    private final Batch batch;
    private final List<Runnable> afterwards = new ArrayList<>();
    private final List<Runnable> undoing = new ArrayList<>();
    private boolean changesAnyEntity;

    CatalogChange(Catalog catalog, Batch batch) {
        this.catalog = catalog;
        this.batch = batch;
    }

    /** The number of the source called {@code name}, which gets one if it has none. */
    public int source(String name) {
        return number(
                catalog.sources(),
                MetaKeys.SOURCES,
                name,
                () -> new RecordWriter().putText(name).done());
    }

    /** The number of the entity with these keys, which gets one if it has none. */
    public int entity(String name, Schema keys) {
        Catalog.EntityName entity = new Catalog.EntityName(name, keys);
        return number(
                catalog.entities(),
                MetaKeys.ENTITIES,
                entity,
                () -> new RecordWriter().putText(name).putInt(schema(keys)).done());
    }

    /** The number of these columns, which get one if they have none. */
    public int schema(Schema columns) {
        return number(catalog.schemas(), MetaKeys.SCHEMAS, columns, () -> Records.of(columns));
    }

    private <K> int number(Numbers<K> numbers, byte kind, K thing, Supplier<byte[]> record) {
        Optional<Integer> known = numbers.of(thing);
        if (known.isPresent()) {
            return known.get();
        }
        int id = numbers.next();
        put(MetaKeys.of(kind, id), record.get());
        numbers.put(thing, id);
        undoing.add(() -> numbers.remove(thing));
        return id;
    }

    /** The view of these sources with this meaning, which gets a number if it has none. */
    public StoredView view(List<Integer> sources, int entity, String fingerprint, Schema kept) {
        Optional<StoredView> known = catalog.view(sources, fingerprint);
        if (known.isPresent()) {
            return requireSame(known.get(), kept);
        }
        StoredView view = new StoredView(catalog.nextView(), fingerprint, sources, entity, kept, Set.of());
        put(view);
        catalog.put(view);
        undoing.add(() -> catalog.remove(view));
        return view;
    }

    private static StoredView requireSame(StoredView known, Schema kept) {
        if (!known.kept().equals(kept)) {
            throw StateFailures.damaged("view " + known.fingerprint() + " keeps " + known.kept() + ", not " + kept);
        }
        return known;
    }

    private void put(StoredView view) {
        put(MetaKeys.of(MetaKeys.VIEWS, view.id()), Records.of(view, schema(view.kept())));
    }

    /** Notes that a load of a source into the view was finished. */
    public void markLoaded(StoredView view, int source) {
        StoredView loaded = catalog.view(view.id()).orElse(view).loaded(source);
        put(loaded);
        changesAnyEntity = true;
        afterwards.add(() -> catalog.put(loaded));
    }

    /**
     * Lets events of a source that are accepted later go to the view, in memory alone.
     *
     * @param lastMicros the last acceptance until now
     * @return the last acceptance before events began to do so, be it now or earlier
     */
    public long takeEvents(StoredView view, int source, long lastMicros) {
        OptionalLong since = catalog.takesEventsSince(view.id(), source);
        if (since.isEmpty()) {
            afterwards.add(() -> catalog.takeEventsSince(view.id(), source, lastMicros));
        }
        return since.orElse(lastMicros);
    }

    /** Notes that no question before a time is answered from a view any more. */
    public void putHorizon(int view, long micros) {
        put(
                MetaKeys.of(MetaKeys.HORIZONS, view),
                new RecordWriter().putLong(micros).done());
        afterwards.add(() -> catalog.putHorizon(view, micros));
    }

    /** Notes the greatest acceptance that was given. */
    public void putLastAcceptance(long micros) {
        put(MetaKeys.LAST_ACCEPTANCE, new RecordWriter().putLong(micros).done());
    }

    /** What was ingested into a source, as of the changes so far. */
    public SourceCounts counts(int source) {
        return batch.get(Family.META, MetaKeys.of(MetaKeys.COUNTS, source))
                .map(record -> RecordReader.read(record, Records::counts))
                .orElse(SourceCounts.NONE);
    }

    public void putCounts(int source, SourceCounts counts) {
        put(MetaKeys.of(MetaKeys.COUNTS, source), Records.of(counts));
        afterwards.add(() -> catalog.putCounts(source, counts));
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
        LoadPass pass = new LoadPass(
                catalog.passes().next(), view.id(), source, sha256, afterMicros, untilMicros, Origin.NOT_YET);
        put(MetaKeys.of(MetaKeys.PASSES, pass.id()), Records.of(pass));
        catalog.passes().put(pass);
        undoing.add(() -> catalog.passes().remove(pass));
        return pass;
    }

    /** Makes the rows of a pass visible, with this acceptance. */
    public void commitPass(LoadPass pass, long acceptedAtMicros) {
        LoadPass committed = pass.committed(acceptedAtMicros);
        put(MetaKeys.of(MetaKeys.PASSES, pass.id()), Records.of(committed));
        changesAnyEntity = true;
        afterwards.add(() -> catalog.passes().put(committed));
    }

    /**
     * Forgets what was loaded of a source. Each of its views goes on under another number, without events, also of its other sources,
     * and not loaded; what it had is read no more, and is one of the {@linkplain Catalog#forgottenViews forgotten views}.
     *
     * @param present the hashes of the files that still are the source's: they are known, but not loaded
     */
    public void forgetLoads(int source, Set<String> present) {
        int next = catalog.nextView();
        changesAnyEntity = true;
        for (StoredView view : catalog.viewsOf(source)) {
            beginAnew(view, view.anew(next++));
        }
        for (StoredFile file : catalog.filesOf(source)) {
            if (present.contains(file.sha256())) {
                putFile(file.notLoaded());
            } else {
                batch.delete(Family.META, MetaKeys.ofFile(source, file.sha256()));
                afterwards.add(() -> catalog.remove(file));
            }
        }
    }

    private void beginAnew(StoredView view, StoredView anew) {
        put(anew);
        batch.delete(Family.META, MetaKeys.of(MetaKeys.VIEWS, view.id()));
        batch.delete(Family.META, MetaKeys.of(MetaKeys.HORIZONS, view.id()));
        afterwards.add(() -> catalog.replace(view, anew));
        catalog.passesOf(view).forEach(this::remove);
    }

    private void remove(LoadPass pass) {
        batch.delete(Family.META, MetaKeys.of(MetaKeys.PASSES, pass.id()));
        afterwards.add(() -> catalog.passes().remove(pass));
    }

    public void putFile(StoredFile file) {
        put(MetaKeys.ofFile(file.source(), file.sha256()), Records.of(file));
        afterwards.add(() -> catalog.put(file));
    }

    /** Notes a file before it is written. */
    public void putRoll(Roll roll) {
        put(MetaKeys.ofRoll(roll.source(), roll.kind()), Records.of(roll));
        afterwards.add(() -> catalog.put(roll));
    }

    /** Forgets the file that was being written. */
    public void removeRoll(Roll roll) {
        batch.delete(Family.META, MetaKeys.ofRoll(roll.source(), roll.kind()));
        afterwards.add(() -> catalog.remove(roll));
    }

    /** Notes that all rows of a file of the quarantine are elsewhere by this change. */
    public void putEmptied(EmptiedFile file) {
        put(MetaKeys.ofEmptied(file), NOTHING);
        afterwards.add(() -> catalog.put(file));
    }

    /** Forgets a file of the quarantine that is gone. */
    public void removeEmptied(EmptiedFile file) {
        batch.delete(Family.META, MetaKeys.ofEmptied(file));
        afterwards.add(() -> catalog.remove(file));
    }

    /**
     * Notes that an entity was removed, whose bytes may still be in files.
     *
     * @param key of {@link Family#ENTITIES}
     */
    public void putRemoved(byte[] key) {
        put(MetaKeys.ofRemoved(key), NOTHING);
    }

    /** Forgets an entity whose bytes are in no file any more. */
    public void forgetRemoved(byte[] key) {
        batch.delete(Family.META, MetaKeys.ofRemoved(key));
    }

    private void put(byte[] key, byte[] value) {
        batch.put(Family.META, key, value);
    }

    /** Whether what is asked about any entity may have another answer once this is written. */
    public boolean changesAnyEntity() {
        return changesAnyEntity;
    }

    /** Takes back what was noted in memory, because the batch was not written. */
    public void undo() {
        undoing.reversed().forEach(Runnable::run);
    }

    /** Notes in memory what was written. */
    public void afterwards() {
        afterwards.forEach(Runnable::run);
    }
}
