package dev.asof.online.lookup;

import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.plan.FeaturePlan;
import dev.asof.registry.plan.PlannedFeature;
import dev.asof.registry.repository.ContentHash;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Identifies what an answer says: the SHA-256 over each feature's name, reference, type and its view's fingerprint, each
 * text as its length in 4 bytes and its UTF-8. Where a feature is computed from others, the names and fingerprints of all
 * views that take part follow.
 */
final class SelectionFingerprint {
    private SelectionFingerprint() {}

    static String of(FeaturePlan plan) {
        MessageDigest digest = ContentHash.sha256();
        Map<VersionedName, String> fingerprints = new TreeMap<>();
        plan.distinctViews()
                .forEach(view -> fingerprints.put(view.id(), view.fingerprint().hex()));
        plan.onDemandViews()
                .forEach(view -> fingerprints.put(view.id(), view.fingerprint().hex()));
        for (PlannedFeature feature : plan.features()) {
            add(feature.name(), digest);
            add(feature.ref().withoutRole().toString(), digest);
            add(feature.type().displayName(), digest);
            add(Objects.requireNonNull(fingerprints.get(feature.ref().view())), digest);
        }
        if (!plan.onDemandViews().isEmpty()) {
            fingerprints.forEach((view, fingerprint) -> {
                add(view.toString(), digest);
                add(fingerprint, digest);
            });
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(String text, MessageDigest digest) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }
}
