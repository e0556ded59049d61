package dev.asof.registry.compute.program;

import java.util.Map;

/**
 * What has to be stored, all or nothing, to keep what was added to a tree.
 *
 * @param root the bytes of the root
 * @param blocks the bytes of blocks by number, new or in place of those that were there
 * @param versionTimes by hash of a unique key the times under which its events are stored now
 */
public record TreeChanges(byte[] root, Map<Long, byte[]> blocks, Map<Long, long[]> versionTimes) {}
