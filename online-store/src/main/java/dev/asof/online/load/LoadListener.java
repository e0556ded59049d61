package dev.asof.online.load;

/** Hears how far a load is, on the thread that loads; what it throws ends the load. */
@FunctionalInterface
public interface LoadListener {
    /** Hears nothing. */
    LoadListener NONE = progress -> {};

    void onProgress(LoadProgress progress);
}
