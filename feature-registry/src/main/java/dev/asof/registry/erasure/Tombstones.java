package dev.asof.registry.erasure;

import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stays of erased entities: of each some hashes that say nothing to whoever lacks the key, HMAC-SHA256 over the entity's name, and the
 * names and {@linkplain KeyForms forms} of its keys. There is one for each form that its keys may have in versions of other types.
 * Immutable and thread-safe.
 */
public final class Tombstones {
    private static final int KEY_BYTES = 32;

    /** Nothing was ever erased. */
    public static final Tombstones NONE = new Tombstones(new byte[KEY_BYTES], Map.of());

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;
    private final Map<String, Progress> byHash;
    private final ThreadLocal<Mac> macs;
    private final ConcurrentMap<Schema, EntityKeyCodec> codecs = new ConcurrentHashMap<>();

    /** How far the erasure of an entity is. */
    public enum Progress {
        /** There may still be something of it. */
        UNFINISHED,
        /** Nothing is left of it. */
        DONE
    }

    Tombstones(byte[] key, Map<String, Progress> byHash) {
        this.key = key.clone();
        this.byHash = Map.copyOf(byHash);
        this.macs = ThreadLocal.withInitial(() -> mac(this.key));
    }

    /** Of nobody yet, with a key that is kept nowhere. */
    public static Tombstones ofNobody() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return new Tombstones(key, Map.of());
    }

    byte[] key() {
        return key.clone();
    }

    Map<String, Progress> byHash() {
        return new TreeMap<>(byHash);
    }

    /** Whether nothing was ever erased. */
    public boolean isEmpty() {
        return byHash.isEmpty();
    }

    /** The hash of an entity of which these are the forms of its keys, by their names; in lower-case hexadecimal digits. */
    private String hash(String entity, SortedMap<String, String> forms) {
        Mac mac = macs.get();
        update(mac, entity);
        forms.forEach((name, form) -> {
            update(mac, name);
            update(mac, form);
        });
        return HexFormat.of().formatHex(mac.doFinal());
    }

    private List<Value> values(Schema keys, byte[] encodedKey) {
        return codecs.computeIfAbsent(keys, EntityKeyCodec::new).decode(encodedKey);
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
        SortedMap<String, String> forms = new TreeMap<>();
        List<Value> values = values(keys, encodedKey);
        for (int i = 0; i < values.size(); i++) {
            forms.put(keys.field(i).name(), KeyForms.of(values.get(i)));
        }
        return byHash.containsKey(hash(entity, forms));
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
        return new Tombstones(key, some);
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
        return Optional.of(new Tombstones(key, all));
    }

    /** These and an entity of which something may be left, whatever types its keys have. */
    public Tombstones begun(String entity, Schema keys, byte[] encodedKey) {
        List<SortedMap<String, String>> all = new ArrayList<>(List.of(new TreeMap<>()));
        List<Value> values = values(keys, encodedKey);
        for (int i = 0; i < values.size(); i++) {
            String name = keys.field(i).name();
            Set<String> forms = KeyForms.inAllTypes(values.get(i));
            all = all.stream()
                    .flatMap(some -> forms.stream().map(form -> with(some, name, form)))
                    .toList();
        }
        Map<String, Progress> hashes = byHash();
        all.forEach(forms -> hashes.put(hash(entity, forms), Progress.UNFINISHED));
        return new Tombstones(key, hashes);
    }

    private static SortedMap<String, String> with(SortedMap<String, String> forms, String name, String form) {
        SortedMap<String, String> more = new TreeMap<>(forms);
        more.put(name, form);
        return more;
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
        return new Tombstones(key, all);
    }
}
