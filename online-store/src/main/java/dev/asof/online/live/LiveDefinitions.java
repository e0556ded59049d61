package dev.asof.online.live;

import dev.asof.online.state.Durability;
import dev.asof.online.state.StateStore;
import dev.asof.registry.catalog.RegistrySnapshot;
import java.util.function.Supplier;

/** The applied definitions in use, read again on demand. Thread-safe. */
public final class LiveDefinitions {
    private final Supplier<RegistrySnapshot> registry;
    private final StateStore state;
    private volatile LiveCatalog current;

    /** @param registry reads what is applied now */
    public LiveDefinitions(Supplier<RegistrySnapshot> registry, StateStore state) {
        this.registry = registry;
        this.state = state;
        this.current = LiveCatalog.of(registry.get(), state);
    }

    public LiveCatalog current() {
        return current;
    }

    /**
     * Takes up what is applied now. It is exchanged between two writes, so that a write which looks at {@link #current}
     * works with what stands until it is done.
     */
    public synchronized LiveCatalog refresh() {
        RegistrySnapshot applied = registry.get();
        if (!applied.equals(current.registry())) {
            LiveCatalog next = LiveCatalog.of(applied, state);
            state.write(Durability.BUFFERED, write -> {
                current = next;
                return next;
            });
        }
        return current;
    }
}
