package dev.asof.online.backup;

/**
 * What a backup has.
 *
 * @param folder where it lies
 * @param files how many files it has
 * @param bytes their sizes together
 */
public record BackupReport(String folder, long files, long bytes) {}
