package dev.asof.online.state.catalog;

import dev.asof.online.state.database.Batch;
import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.KeyRange;
import dev.asof.online.state.database.StateFailures;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;

/**
 * The records of {@link Family#META} in memory. Changed by {@link CatalogChange} alone, by one thread at a time; read by any.
 */
public final class Catalog {
    /** Where it is noted of which removed entities files may still have the bytes. */
    public static final KeyRange REMOVED =
            new KeyRange(Family.META, MetaKeys.start(MetaKeys.REMOVED), MetaKeys.start(MetaKeys.REMOVED + 1));

    private final Numbers<String> sources = new Numbers<>();
    private final Numbers<Schema> schemas = new Numbers<>();
    private final Numbers<EntityName> entities = new Numbers<>();
    private final LoadPasses passes = new LoadPasses();
    private final ConcurrentMap<Integer, StoredView> views = new ConcurrentHashMap<>();
    private final ConcurrentMap<FileKey, StoredFile> files = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, SourceCounts> counts = new ConcurrentHashMap<>();
    private final ConcurrentMap<RollKey, Roll> rolls = new ConcurrentHashMap<>();
    private final ConcurrentMap<Integer, Long> horizons = new ConcurrentHashMap<>();
    private final ConcurrentMap<ViewSource, Long> takingSince = new ConcurrentHashMap<>();
    private final Set<EmptiedFile> emptied = ConcurrentHashMap.newKeySet();

    Catalog() {}

    /** What identifies an entity: keys of other types are another one. */
    public record EntityName(String name, Schema keys) {}

    private record ViewSource(int view, int source) {}

    private record FileKey(int source, String sha256) {}

    private record RollKey(int source, Roll.Kind kind) {}

    /** What is recorded in a database. */
    public static Catalog read(Database database) {
        return new CatalogReader().read(database);
    }

    /** The greatest acceptance that is recorded in a database; 0 if there is none. */
    public static long lastAcceptance(Database database) {
        return database.get(Family.META, MetaKeys.LAST_ACCEPTANCE)
                .map(record -> RecordReader.read(record, RecordReader::getLong))
                .orElse(0L);
    }

    /** The entities that were removed, by their keys of {@link Family#ENTITIES}, whose bytes may still be in files. */
    public static List<byte[]> removed(Database database) {
        List<byte[]> keys = new ArrayList<>();
        database.scan(REMOVED.family(), REMOVED.from(), REMOVED.to(), (key, nothing) -> {
            keys.add(Arrays.copyOfRange(key, 1, key.length));
            return true;
        });
        return keys;
    }

    /** A change of it, with others of a batch. */
    public CatalogChange change(Batch batch) {
        return new CatalogChange(this, batch);
    }

    /** The number of a source, if it has one. */
    public Optional<Integer> source(String name) {
        return sources.of(name);
    }

    /** The number of an entity, if it has one. */
    public Optional<Integer> entity(String name, Schema keys) {
        return entities.of(new EntityName(name, keys));
    }

    /** What a number of an entity stands for. */
    public Optional<EntityName> entity(int id) {
        return entities.thing(id);
    }

    /** The columns that a number stands for. */
    public Schema schema(int id) {
        return schemas.thing(id).orElseThrow(() -> StateFailures.damaged("schema " + id + " is missing"));
    }

    /** The view that has this number. */
    public Optional<StoredView> view(int id) {
        return Optional.ofNullable(views.get(id));
    }

    /** The view of these sources with this meaning, if it is known. */
    public Optional<StoredView> view(Collection<Integer> ofSources, String fingerprint) {
        List<Integer> ascending = ofSources.stream().sorted().toList();
        return views.values().stream()
                .filter(view ->
                        view.sources().equals(ascending) && view.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** Whether a view has this number. */
    public boolean hasView(int id) {
        return views.containsKey(id);
    }

    /** Whether a load of each source of the view was ever finished. */
    public boolean isLoaded(int view) {
        StoredView known = views.get(view);
        return known != null && known.isLoaded();
    }

    /** Whether a load of a source into the view was ever finished. */
    public boolean isLoaded(int view, int source) {
        StoredView known = views.get(view);
        return known != null && known.isLoaded(source);
    }

    /** Whether events of a source that are accepted now go to the view: a load of the source into it was finished, or has come so far. */
    public boolean takesEvents(int view, int source) {
        return isLoaded(view, source) || takesEventsSince(view, source).isPresent();
    }

    /** The last acceptance before events of a source began to go to the view while a load was under way; empty if none has come so far. */
    OptionalLong takesEventsSince(int view, int source) {
        Long micros = takingSince.get(new ViewSource(view, source));
        return micros == null ? OptionalLong.empty() : OptionalLong.of(micros);
    }

    void takeEventsSince(int view, int source, long micros) {
        takingSince.put(new ViewSource(view, source), micros);
    }

    /** The views that read a source, in no order. */
    List<StoredView> viewsOf(int source) {
        return views.values().stream().filter(view -> view.reads(source)).toList();
    }

    /** The numbers that views have, and those that views had before they were begun anew. */
    public IntStream viewNumbers() {
        return IntStream.range(1, nextView());
    }

    /** The numbers that views had and no view has. */
    public List<Integer> forgottenViews() {
        return viewNumbers().filter(id -> !views.containsKey(id)).boxed().toList();
    }

    int nextView() {
        return Numbers.next(views.keySet());
    }

    /** The time before which no question is answered from a view any more. */
    public OptionalLong horizon(int view) {
        Long micros = horizons.get(view);
        return micros == null ? OptionalLong.empty() : OptionalLong.of(micros);
    }

    /** When the server accepted a row, or {@link Origin#NOT_YET}. */
    public long acceptedAt(Origin origin) {
        return switch (origin) {
            case Origin.Stamped stamped -> stamped.micros();
            case Origin.OfPass ofPass -> passes.acceptedAt(ofPass.pass());
            case Origin.RowOfPass row -> passes.acceptedAt(row.pass());
        };
    }

    /** Of passes of one file of a source into one view the same number: that of the first. */
    public long sourceOf(long origin) {
        return passes.sourceOf(origin);
    }

    /** The passes into a view, in no order. */
    public List<LoadPass> passesOf(StoredView view) {
        return passes.of(view);
    }

    /** The passes of a file of a source into a view, in the order of their numbers. */
    public List<LoadPass> passes(int view, int source, String sha256) {
        return passes.of(view, source, sha256);
    }

    /** A file of a source, if it was loaded. */
    public Optional<StoredFile> file(int source, String sha256) {
        return Optional.ofNullable(files.get(new FileKey(source, sha256)));
    }

    /** The files of a source that were loaded, in no order. */
    public List<StoredFile> filesOf(int source) {
        return files.values().stream().filter(file -> file.source() == source).toList();
    }

    /** Whether rows of the source were loaded from files. */
    public boolean isFedByFiles(int source) {
        return files.values().stream()
                .anyMatch(file -> file.source() == source && file.counts().rows() > 0);
    }

    /** What was ingested into a source. */
    public SourceCounts counts(int source) {
        return counts.getOrDefault(source, SourceCounts.NONE);
    }

    /** The file of a source that was noted and not finished. */
    public Optional<Roll> roll(int source, Roll.Kind kind) {
        return Optional.ofNullable(rolls.get(new RollKey(source, kind)));
    }

    /** The files of the quarantine that are to be removed, in no order. */
    public List<EmptiedFile> emptiedFiles() {
        return List.copyOf(emptied);
    }

    Numbers<String> sources() {
        return sources;
    }

    Numbers<Schema> schemas() {
        return schemas;
    }

    Numbers<EntityName> entities() {
        return entities;
    }

    LoadPasses passes() {
        return passes;
    }

    void put(StoredView view) {
        views.put(view.id(), view);
    }

    void remove(StoredView view) {
        views.remove(view.id());
    }

    /** Puts a view in the place of another. The acceptances of the other's passes stay for who is still reading it. */
    void replace(StoredView view, StoredView by) {
        put(by);
        remove(view);
    }

    void putHorizon(int view, long micros) {
        horizons.put(view, micros);
    }

    void put(StoredFile file) {
        files.put(new FileKey(file.source(), file.sha256()), file);
    }

    void remove(StoredFile file) {
        files.remove(new FileKey(file.source(), file.sha256()));
    }

    void putCounts(int source, SourceCounts counted) {
        counts.put(source, counted);
    }

    void put(Roll roll) {
        rolls.put(new RollKey(roll.source(), roll.kind()), roll);
    }

    void remove(Roll roll) {
        rolls.remove(new RollKey(roll.source(), roll.kind()));
    }

    void put(EmptiedFile file) {
        emptied.add(file);
    }

    void remove(EmptiedFile file) {
        emptied.remove(file);
    }
}
