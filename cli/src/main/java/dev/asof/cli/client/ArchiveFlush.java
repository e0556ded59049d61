package dev.asof.cli.client;

/** What a flush wrote to the archive of a source. */
public record ArchiveFlush(String source, long eventsWritten) {}
