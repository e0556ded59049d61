package dev.asof.online.live;

import dev.asof.online.state.StateStore;
import dev.asof.online.state.StateWrite;
import dev.asof.online.state.database.Durability;
import dev.asof.registry.catalog.RegistrySnapshot;
import dev.asof.registry.erasure.Tombstones;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** The applied definitions in use, read again on demand. Thread-safe. */
public final class LiveDefinitions {
    private final Supplier<RegistrySnapshot> registry;
    private final StateStore state;
    private final Consumer<LiveCatalog> whenTaken;
    private volatile LiveCatalog current;

    /**
     * @param registry reads what is applied now
     * @param whenTaken is told of definitions once they are in use, also of the first
     */
    public LiveDefinitions(Supplier<RegistrySnapshot> registry, StateStore state, Consumer<LiveCatalog> whenTaken) {
        this.registry = registry;
        this.state = state;
        this.whenTaken = whenTaken;
        this.current = LiveCatalog.of(registry.get(), state);
        whenTaken.accept(current);
    }

    public LiveCatalog current() {
        return current;
    }

    /**
     * What {@code find} finds among the definitions; where it misses a name, it looks once more among those that are
     * applied now. So what is applied while a server runs is known to it, if not loaded.
     */
    public <T> T find(Function<LiveCatalog, T> find) {
        LiveCatalog known = current;
        try {
            return find.apply(known);
        } catch (AsofException missing) {
            boolean mayBeNew = missing.code() == ErrorCode.UNKNOWN_NAME || missing.code() == ErrorCode.NOT_APPLIED;
            LiveCatalog refreshed = mayBeNew ? refresh() : known;
            if (refreshed == known) {
                throw missing;
            }
            return find.apply(refreshed);
        }
    }

    /**
     * Takes up what is applied now. It is exchanged between two writes, so that a write which looks at {@link #current}
     * works with what stands until it is done.
     */
    public synchronized LiveCatalog refresh() {
        RegistrySnapshot applied = registry.get();
        if (!applied.equals(current.registry())) {
            take(applied);
        }
        return current;
    }

    /**
     * Changes which views the state has, and takes them up. A write that still works with those from before does no harm:
     * nobody reads what it stores.
     */
    public synchronized LiveCatalog renew(Consumer<StateWrite> change) {
        state.write(Durability.SYNCED, write -> {
            change.accept(write);
            return write.size();
        });
        take(current.registry());
        return current;
    }

    /** Takes up that entities were erased; what was prepared before is prepared again. */
    public synchronized void takeErased(Tombstones tombstones) {
        state.erased().passOver(tombstones);
        take(current.registry());
    }

    private void take(RegistrySnapshot applied) {
        LiveCatalog next = LiveCatalog.of(applied, state);
        state.write(Durability.BUFFERED, write -> {
            current = next;
            return next;
        });
        whenTaken.accept(next);
    }
}
