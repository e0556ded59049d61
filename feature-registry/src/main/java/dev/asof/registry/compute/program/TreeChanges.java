package dev.asof.registry.compute.program;

import java.util.List;
import java.util.Map;

/**
 * What has to be stored, all or nothing, to keep what was added to a tree and taken out of it.
 *
 * @param root the bytes of the root
 * @param blocks the bytes of blocks by number, new or in place of those that were there
 * @param removed the numbers of blocks that are no more
 * @param versionTimes by hash of a unique key the times under which its events are stored now; none where there is no event
 */
public record TreeChanges(byte[] root, Map<Long, byte[]> blocks, List<Long> removed, Map<Long, long[]> versionTimes) {}
