package dev.asof.registry.erasure;

import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.compute.zone.NamedZone;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stays of erased entities: hashes that say nothing to whoever lacks the key, HMAC-SHA256.
 *
 * <p>An entity is found key by key, in the order of their names. A step is the hash of where one is, which is the entity's name at first,
 * and the key's name and {@linkplain KeyForms form}. From the step of each form that an erased key has one goes on to the same next place;
 * the steps of the last key are the tombstones. So there are as many hashes as the keys have forms, together. A place is a hash of the
 * values before it in their types: entities that are different there part, although they share forms.
 *
 * <p>Immutable and thread-safe.
 */
public final class Tombstones {
    private static final int KEY_BYTES = 32;

    /** Nothing was ever erased. */
    public static final Tombstones NONE = new Tombstones(new byte[KEY_BYTES], Map.of(), Map.of());

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;
    private final Map<String, Progress> byHash;
    private final Map<String, Set<String>> ways;
    private final ThreadLocal<Mac> macs;
    private final ConcurrentMap<Kind, KnownKeys> known = new ConcurrentHashMap<>();

    /** How far the erasure of an entity is. */
    public enum Progress {
        /** There may still be something of it. */
        UNFINISHED,
        /** Nothing is left of it. */
        DONE
    }

    /** @param ways from steps the places where one goes on */
    Tombstones(byte[] key, Map<String, Progress> byHash, Map<String, Set<String>> ways) {
        this.key = key.clone();
        this.byHash = Map.copyOf(byHash);
        this.ways = Map.copyOf(ways);
        this.macs = ThreadLocal.withInitial(() -> mac(this.key));
    }

    /** Of nobody yet, with a key that is kept nowhere. */
    public static Tombstones ofNobody() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new Tombstones(key, Map.of(), Map.of());
    }

    byte[] key() {
        return key.clone();
    }

    Map<String, Progress> byHash() {
        return new TreeMap<>(byHash);
    }

    /** From steps the places where one goes on. */
    SortedMap<String, Set<String>> ways() {
        SortedMap<String, Set<String>> sorted = new TreeMap<>();
        ways.forEach((step, places) -> sorted.put(step, new TreeSet<>(places)));
        return sorted;
    }

    /** Whether nothing was ever erased. */
    public boolean isEmpty() {
        return byHash.isEmpty();
    }

    /** What a text is known by to whoever has the key, and nobody else can make up. */
    String seal(String text) {
        return hash(text);
    }

    /** What bytes are known by to whoever has the key. */
    public String known(byte[] bytes) {
        return hash(HexFormat.of().formatHex(bytes));
    }

    private String hash(String... texts) {
        Mac mac = macs.get();
        for (String text : texts) {
            update(mac, text);
        }
        return HexFormat.of().formatHex(mac.doFinal());
    }

    /** Of entities: their name, and their keys' names and types. */
    private record Kind(String entity, Schema keys) {}

    /** What is known of the keys of entities of one kind. */
    private record KnownKeys(EntityKeyCodec codec, AbsentKeys absent) {
        static KnownKeys of(Kind kind) {
            return new KnownKeys(new EntityKeyCodec(kind.keys()), new AbsentKeys());
        }
    }

    /** A key of an entity. */
    private record Key(String name, Value value) {}

    /** By name. */
    private static List<Key> keys(EntityKeyCodec codec, byte[] encodedKey) {
        Schema keys = codec.keys();
        List<Value> values = codec.decode(encodedKey);
        if (values.size() == 1) {
            return List.of(new Key(keys.field(0).name(), values.getFirst()));
        }
        return IntStream.range(0, values.size())
                .mapToObj(i -> new Key(keys.field(i).name(), values.get(i)))
                .sorted(Comparator.comparing(Key::name))
                .toList();
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void update(Mac mac, String text) {
        mac.update(text.getBytes(StandardCharsets.UTF_8));
        mac.update((byte) 0);
    }

    /** Whether the entity was erased. */
    public boolean contains(String entity, Schema keys, byte[] encodedKey) {
        if (byHash.isEmpty()) {
            return false;
        }
        KnownKeys ofKind = known.computeIfAbsent(new Kind(entity, keys), KnownKeys::of);
        if (ofKind.absent().contains(encodedKey)) {
            return false;
        }
        boolean isErased = isReached(entity, keys(ofKind.codec(), encodedKey), 0);
        if (!isErased) {
            ofKind.absent().add(encodedKey);
        }
        return isErased;
    }

    /** @param at which of the keys comes next */
    private boolean isReached(String from, List<Key> keys, int at) {
        Key key = keys.get(at);
        for (String form : KeyForms.ofAsked(key.value())) {
            String step = hash(from, key.name(), form);
            if (at == keys.size() - 1 ? byHash.containsKey(step) : isReachedOver(step, keys, at + 1)) {
                return true;
            }
        }
        return false;
    }

    private boolean isReachedOver(String step, List<Key> keys, int at) {
        for (String place : ways.getOrDefault(step, Set.of())) {
            if (isReached(place, keys, at)) {
                return true;
            }
        }
        return false;
    }

    /** The hashes of those of which something may be left. */
    public Set<String> unfinished() {
        return byHash.entrySet().stream()
                .filter(each -> each.getValue() == Progress.UNFINISHED)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** These alone, of those that are there. */
    public Tombstones only(Set<String> hashes) {
        Map<String, Progress> some = byHash();
        some.keySet().retainAll(hashes);
        return new Tombstones(key, some, ways);
    }

    /** These and others; empty if they were made with another key. */
    public Optional<Tombstones> and(Tombstones others) {
        if (isEmpty() || others.isEmpty()) {
            return Optional.of(isEmpty() ? others : this);
        }
        if (!Arrays.equals(key, others.key)) {
            return Optional.empty();
        }
        Map<String, Progress> all = byHash();
        all.putAll(others.byHash);
        SortedMap<String, Set<String>> allWays = ways();
        others.ways.forEach((step, places) -> places(allWays, step).addAll(places));
        return Optional.of(new Tombstones(key, all, allWays));
    }

    /**
     * These and an entity of which something may be left, whatever types its keys have.
     *
     * @param zones that its sources have, or have had by contracts of views; empty for a source without one
     */
    public Tombstones begun(String entity, Schema keys, byte[] encodedKey, Set<Optional<NamedZone>> zones) {
        List<Key> byName = keys(new EntityKeyCodec(keys), encodedKey);
        Map<String, Progress> hashes = byHash();
        SortedMap<String, Set<String>> moreWays = ways();
        String from = entity;
        for (Key each : byName.subList(0, byName.size() - 1)) {
            String place = place(from, each);
            steps(from, each, zones).forEach(step -> places(moreWays, step).add(place));
            from = place;
        }
        steps(from, byName.getLast(), zones).forEach(step -> hashes.put(step, Progress.UNFINISHED));
        return new Tombstones(key, hashes, moreWays);
    }

    private List<String> steps(String from, Key key, Set<Optional<NamedZone>> zones) {
        return KeyForms.ofErased(key.value(), zones).stream()
                .map(form -> hash(from, key.name(), form))
                .toList();
    }

    private String place(String from, Key key) {
        Value value = key.value();
        return hash(from, key.name(), value.type().displayName(), KeyForms.of(value));
    }

    private static Set<String> places(Map<String, Set<String>> ways, String step) {
        return ways.computeIfAbsent(step, each -> new TreeSet<>());
    }

    /** These, of which nothing is left of those that were unfinished. */
    public Tombstones finished() {
        return all(Progress.DONE);
    }

    /** These, of all of which something may be left, as the state they were erased from is another one. */
    public Tombstones unswept() {
        return all(Progress.UNFINISHED);
    }

    private Tombstones all(Progress progress) {
        Map<String, Progress> all = byHash();
        all.replaceAll((hash, before) -> progress);
        return new Tombstones(key, all, ways);
    }
}
