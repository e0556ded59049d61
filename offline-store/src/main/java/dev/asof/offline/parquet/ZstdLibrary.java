package dev.asof.offline.parquet;

import com.github.luben.zstd.util.Native;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;

/** The native library of zstd, which is unpacked to the temporary folder when it is first used. Thread-safe. */
final class ZstdLibrary {
    private ZstdLibrary() {}

    /**
     * Loads it, unless it is loaded.
     *
     * @throws AsofException {@code IO_FAILED} if it cannot be unpacked, as where the disk is full
     */
    static void load() {
        try {
            Native.load();
        } catch (ExceptionInInitializerError | UnsatisfiedLinkError e) {
            throw new AsofException(
                    ErrorCode.IO_FAILED,
                    "Cannot write the library of zstd to the temporary folder " + System.getProperty("java.io.tmpdir")
                            + ": " + e.getMessage()
                            + ". Make room there, or name another folder with -Djava.io.tmpdir.",
                    e);
        }
    }
}
