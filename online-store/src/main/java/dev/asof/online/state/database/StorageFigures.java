package dev.asof.online.state.database;

/**
 * What the storage engine tells of itself.
 *
 * @param fileBytes the size of its sorted files
 * @param memTableBytes writes that are not in files yet
 * @param cacheBytes blocks of files that are kept in memory
 * @param keys about how many keys there are
 * @param unsortedFiles files that are not merged with others yet
 * @param pendingCompactionBytes what is to be merged
 * @param compactions merges that are running
 * @param flushes writes of files that are running
 * @param backgroundErrors failures of either; while there is one, nothing can be written
 */
public record StorageFigures(
        long fileBytes,
        long memTableBytes,
        long cacheBytes,
        long keys,
        long unsortedFiles,
        long pendingCompactionBytes,
        long compactions,
        long flushes,
        long backgroundErrors) {}
