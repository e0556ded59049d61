package dev.asof.online.load;

import dev.asof.online.live.LiveSource;
import java.util.OptionalLong;

/** Counts the files of a whole load, and tells how far it is. */
final class LoadCount {
    private final LoadListener listener;
    private final int filesTotal;
    private int filesDone;

    LoadCount(LoadListener listener, int filesTotal) {
        this.listener = listener;
        this.filesTotal = filesTotal;
    }

    void report(LiveSource source, SourceFile file, long rowsRead) {
        listener.onProgress(new LoadProgress(source.name(), file.path(), rowsRead, file.rows(), filesDone, filesTotal));
    }

    void fileDone(LiveSource source, SourceFile file, long rows) {
        filesDone++;
        listener.onProgress(
                new LoadProgress(source.name(), file.path(), rows, OptionalLong.of(rows), filesDone, filesTotal));
    }
}
