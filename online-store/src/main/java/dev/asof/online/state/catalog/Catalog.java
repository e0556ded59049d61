package dev.asof.online.state.catalog;

import dev.asof.online.state.database.Database;
import dev.asof.online.state.database.Family;
import dev.asof.online.state.database.StateFailures;
import dev.asof.registry.compute.schema.Schema;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.IntStream;

/**
 * The records of {@link Family#META} in memory. Changed only after they were written, by one thread at a time; read by
 * any.
 */
public final class Catalog {
    public final ConcurrentMap<String, Integer> sources = new ConcurrentHashMap<>();
    public final ConcurrentMap<Schema, Integer> schemas = new ConcurrentHashMap<>();
    public final ConcurrentMap<EntityName, Integer> entities = new ConcurrentHashMap<>();
    public final ConcurrentMap<Integer, StoredView> views = new ConcurrentHashMap<>();
    public final ConcurrentMap<Integer, LoadPass> passes = new ConcurrentHashMap<>();
    public final ConcurrentMap<FileKey, StoredFile> files = new ConcurrentHashMap<>();
    public final ConcurrentMap<Integer, SourceCounts> counts = new ConcurrentHashMap<>();
    public final Set<EmptiedFile> emptied = ConcurrentHashMap.newKeySet();
    public final ConcurrentMap<Integer, Long> horizons = new ConcurrentHashMap<>();
    private final ConcurrentMap<RollKey, Roll> rolls = new ConcurrentHashMap<>();
    private final ConcurrentMap<FilePasses, Integer> firstPasses = new ConcurrentHashMap<>();
    private volatile long[] passAcceptances = {};

    /** What identifies a file of a source. */
    public record FileKey(int source, String sha256) {}

    /** What identifies an entity: keys of other types are another one. */
    public record EntityName(String name, Schema keys) {}

    private record FilePasses(int view, int source, String sha256) {
        static FilePasses of(LoadPass pass) {
            return new FilePasses(pass.view(), pass.source(), pass.sha256());
        }
    }

    private record RollKey(int source, Roll.Kind kind) {}

    public static Catalog read(Database database) {
        Catalog catalog = new Catalog();
        for (byte kind : new byte[] {
            MetaKeys.SOURCES,
            MetaKeys.SCHEMAS,
            MetaKeys.ENTITIES,
            MetaKeys.VIEWS,
            MetaKeys.PASSES,
            MetaKeys.FILES,
            MetaKeys.COUNTS,
            MetaKeys.ROLLS,
            MetaKeys.EMPTIED,
            MetaKeys.HORIZONS
        }) {
            database.scan(Family.META, MetaKeys.start(kind), MetaKeys.start(kind + 1), (key, value) -> {
                catalog.add(key, value);
                return true;
            });
        }
        return catalog;
    }

    private void add(byte[] key, byte[] value) {
        byte kind = key[0];
        int number = RecordReader.read(Arrays.copyOfRange(key, 1, 1 + Integer.BYTES), RecordReader::getInt);
        RecordReader.read(value, record -> {
            switch (kind) {
                case MetaKeys.SOURCES -> sources.put(record.getText(), number);
                case MetaKeys.SCHEMAS -> schemas.put(Records.schema(record), number);
                case MetaKeys.ENTITIES ->
                    entities.put(new EntityName(record.getText(), schema(record.getInt())), number);
                case MetaKeys.VIEWS -> views.put(number, Records.view(number, record, this::schema));
                case MetaKeys.PASSES -> putPass(Records.pass(number, record, this::onlySourceOf));
                case MetaKeys.FILES -> putFile(Records.file(number, sha256Of(key), record));
                case MetaKeys.COUNTS -> counts.put(number, Records.counts(record));
                case MetaKeys.ROLLS -> putRoll(Records.roll(number, Roll.Kind.ofCode(key[key.length - 1]), record));
                case MetaKeys.EMPTIED -> emptied.add(new EmptiedFile(number, sha256Of(key)));
                case MetaKeys.HORIZONS -> horizons.put(number, record.getLong());
                default -> throw StateFailures.damaged("a record of kind " + kind);
            }
            return kind;
        });
    }

    private static String sha256Of(byte[] key) {
        return HexFormat.of().formatHex(key, 1 + Integer.BYTES, key.length);
    }

    /** No source has the number 0, which those of passes have that no view is left of. */
    private int onlySourceOf(int view) {
        StoredView known = views.get(view);
        return known == null ? 0 : known.sources().getFirst();
    }

    public Schema schema(int id) {
        return schemas.entrySet().stream()
                .filter(entry -> entry.getValue() == id)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> StateFailures.damaged("schema " + id + " is missing"));
    }

    /** Notes a pass, and publishes its acceptance. */
    public void putPass(LoadPass pass) {
        passes.put(pass.id(), pass);
        firstPasses.putIfAbsent(FilePasses.of(pass), pass.id());
        long[] known = passAcceptances;
        long[] acceptances = Arrays.copyOf(known, Math.max(known.length, pass.id() + 1));
        Arrays.fill(acceptances, known.length, acceptances.length, Origin.NOT_YET);
        acceptances[pass.id()] = pass.acceptedAtMicros();
        passAcceptances = acceptances;
    }

    public void putFile(StoredFile file) {
        files.put(new FileKey(file.source(), file.sha256()), file);
    }

    public void putRoll(Roll roll) {
        rolls.put(new RollKey(roll.source(), roll.kind()), roll);
    }

    public void removeRoll(Roll roll) {
        rolls.remove(new RollKey(roll.source(), roll.kind()));
    }

    public Optional<Roll> roll(int source, Roll.Kind kind) {
        return Optional.ofNullable(rolls.get(new RollKey(source, kind)));
    }

    /** When the server accepted a row, or {@link Origin#NOT_YET}. */
    public long acceptedAt(Origin origin) {
        return switch (origin) {
            case Origin.Stamped stamped -> stamped.micros();
            case Origin.OfPass ofPass -> acceptedAt(ofPass.pass());
            case Origin.RowOfPass row -> acceptedAt(row.pass());
        };
    }

    private long acceptedAt(int pass) {
        long[] known = passAcceptances;
        return pass < known.length ? known[pass] : Origin.NOT_YET;
    }

    /** Of passes of one file of a source into one view the same number: that of the first. */
    public long sourceOf(long origin) {
        LoadPass pass = origin < 0 ? passes.get(Math.toIntExact(-origin)) : null;
        return pass == null ? origin : -firstPasses.getOrDefault(FilePasses.of(pass), pass.id());
    }

    /** The view of these sources with this meaning, if it is known. */
    public Optional<StoredView> view(Collection<Integer> sources, String fingerprint) {
        List<Integer> ascending = sources.stream().sorted().toList();
        return views.values().stream()
                .filter(view ->
                        view.sources().equals(ascending) && view.fingerprint().equals(fingerprint))
                .findFirst();
    }

    /** What a number of an entity stands for. */
    public Optional<EntityName> entity(int id) {
        return entities.entrySet().stream()
                .filter(each -> each.getValue() == id)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    public List<StoredView> viewsOf(int source) {
        return views.values().stream().filter(view -> view.reads(source)).toList();
    }

    public List<StoredFile> filesOf(int source) {
        return files.values().stream().filter(file -> file.source() == source).toList();
    }

    public List<LoadPass> passesOf(StoredView view) {
        return passes.values().stream().filter(pass -> pass.view() == view.id()).toList();
    }

    /** Puts a view in the place of another. The acceptances of the other's passes stay for who is still reading it. */
    public void replace(StoredView view, StoredView by) {
        views.put(by.id(), by);
        views.remove(view.id());
    }

    public void removeFile(StoredFile file) {
        files.remove(new FileKey(file.source(), file.sha256()));
    }

    /** A number that no pass had since the store was opened. */
    public int nextPass() {
        return Math.max(next(passes.keySet()), passAcceptances.length);
    }

    /** The numbers that views had and no view has. */
    public List<Integer> forgottenViews() {
        return IntStream.range(1, next(views.keySet()))
                .filter(id -> !views.containsKey(id))
                .boxed()
                .toList();
    }

    /** The passes of a file of a source into a view, in the order of their numbers. */
    public List<LoadPass> passes(int view, int source, String sha256) {
        return passes.values().stream()
                .filter(pass -> pass.view() == view
                        && pass.source() == source
                        && pass.sha256().equals(sha256))
                .sorted(Comparator.comparingInt(LoadPass::id))
                .toList();
    }

    /** The least number that none of these has. */
    public static int next(Collection<Integer> numbers) {
        return numbers.stream().mapToInt(number -> number + 1).max().orElse(1);
    }
}
