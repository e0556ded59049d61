package dev.asof.registry.erasure;

import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.Schema;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What stays of erased entities: of each a hash that says nothing to whoever lacks the key, HMAC-SHA256 over the entity's
 * name, the names of its keys and the encoded key. Immutable and thread-safe.
 */
public final class Tombstones {
    /** Nothing was ever erased. */
    public static final Tombstones NONE = new Tombstones(new byte[32], Map.of());

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] key;
    private final Map<String, Progress> byHash;
    private final ThreadLocal<Mac> macs;

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

    /** The hash of an entity, in lower-case hexadecimal digits. */
    public String hash(String entity, Schema keys, byte[] encodedKey) {
        Mac mac = macs.get();
        update(mac, entity);
        for (Field field : keys.fields()) {
            update(mac, field.name());
        }
        return HexFormat.of().formatHex(mac.doFinal(encodedKey));
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
        return !byHash.isEmpty() && byHash.containsKey(hash(entity, keys, encodedKey));
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

    /** These and one of which something may be left. */
    public Tombstones begun(String hash) {
        Map<String, Progress> all = byHash();
        all.put(hash, Progress.UNFINISHED);
        return new Tombstones(key, all);
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
