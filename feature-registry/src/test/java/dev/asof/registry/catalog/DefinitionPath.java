package dev.asof.registry.catalog;

import dev.asof.registry.plan.FeaturePlan;
import java.time.Instant;
import java.util.Optional;

/** The way of sound definitions after they were resolved: they are registered, read again, compiled and planned. */
public final class DefinitionPath {
    private DefinitionPath() {}

    /** @throws AssertionError if they are not the same when they are read again */
    public static void follow(Definitions definitions) {
        RegistrySnapshot snapshot =
                RegistryDelta.between(RegistrySnapshot.EMPTY, definitions).next(Instant.EPOCH, Optional.empty());
        RegistrySnapshot again = RegistryCodec.decode("registry.json", RegistryCodec.encode(snapshot));
        if (!again.registered().equals(definitions)) {
            throw new AssertionError("Read again: " + again.registered() + ", was " + definitions);
        }
        if (!RegistryDelta.between(again, definitions).isEmpty()) {
            throw new AssertionError(
                    "Changed: " + RegistryDelta.between(again, definitions).describe());
        }
        again.views().forEach(FeatureCompiler::compile);
        again.onDemandViews().forEach(OnDemandCompiler::compile);
        again.services().forEach(service -> FeaturePlan.of(again, service.features()));
    }
}
