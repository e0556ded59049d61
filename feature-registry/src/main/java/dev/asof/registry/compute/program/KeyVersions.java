package dev.asof.registry.compute.program;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The versions of one event in version order, and which of them decide about one of them.
 *
 * <p>A question knows the versions up to some knowledge that were accepted by some time. So the versions after one are in its
 * way in the order in which they stand, unless a nearer one was accepted no later: whoever knows the farther one then knows the
 * nearer. The same holds for the versions before it, the nearest known of which says whether it is a retry. Both ways end at
 * a version that was accepted no later than the one itself. So where versions were accepted in their order, or in the
 * opposite one, the two neighbours decide; and in any order each version is passed over by another one, or is the end of a way,
 * so that all ways together have a few versions for each version there is. Retries after a version are not in its way.
 */
final class KeyVersions {
    private final StoredOrder order;
    private final KeptEvents events;
    private final int[] versions;
    private final long[] acceptedAt;
    private final int[] later;
    private final int[] earlier;
    private final int[] runEnds;

    /** @param versions all versions of one event, in version order */
    KeyVersions(StoredOrder order, KeptEvents events, int[] versions) {
        this.order = order;
        this.events = events;
        this.versions = versions;
        this.acceptedAt = Arrays.stream(versions)
                .mapToLong(version -> order.acceptedAt(events, version))
                .toArray();
        this.later = new int[versions.length];
        this.earlier = new int[versions.length];
        this.runEnds = new int[versions.length];
        for (int i = versions.length - 1; i >= 0; i--) {
            later[i] = nextInTheWay(i, 1, later);
            runEnds[i] = i + 1 < versions.length && isRetry(i, i + 1) ? runEnds[i + 1] : i + 1;
        }
        for (int i = 0; i < versions.length; i++) {
            earlier[i] = nextInTheWay(i, -1, earlier);
        }
    }

    /** The nearest version in a direction that a question may know without knowing this one. */
    private int nextInTheWay(int from, int step, int[] next) {
        int to = from + step;
        while (isThere(to) && isKnownWith(from, to)) {
            to = next[to];
        }
        return to;
    }

    private boolean isThere(int version) {
        return version >= 0 && version < versions.length;
    }

    /** Whether the one version was accepted by then in any question by which the other one was. */
    private boolean isKnownWith(int version, int other) {
        return origin(version) == origin(other)
                || (acceptedAt[version] != BlockStorage.NOT_YET && acceptedAt[version] <= acceptedAt[other]);
    }

    private long origin(int version) {
        return events.origins()[versions[version]];
    }

    private boolean isRetry(int version, int other) {
        return order.isRetry(events, versions[version], versions[other]);
    }

    /** The events that decide whether version {@code i} stands, whatever a question knows. */
    IntStream decidingAbout(int i) {
        IntStream.Builder deciding = IntStream.builder();
        IntConsumer take = version -> deciding.add(versions[version]);
        takeLater(i, take);
        takeEarlier(i, take);
        return deciding.build();
    }

    private void takeLater(int i, IntConsumer take) {
        Taken taken = new Taken();
        int version = i + 1;
        while (isThere(version)) {
            if (isRetry(i, version)) {
                version = runEnds[version];
            } else {
                if (taken.isNew(version)) {
                    take.accept(version);
                    if (isKnownWith(version, i)) {
                        return;
                    }
                }
                version = later[version];
            }
        }
    }

    private void takeEarlier(int i, IntConsumer take) {
        Taken taken = new Taken();
        for (int version = i - 1; isThere(version); version = earlier[version]) {
            if (taken.isNew(version)) {
                take.accept(version);
                if (isKnownWith(version, i)) {
                    return;
                }
            }
        }
    }

    /** What lies in the way so far: versions that one of them is known with are not new. */
    private final class Taken {
        private long firstAcceptance = BlockStorage.NOT_YET;
        private final Set<Long> pending = new HashSet<>();

        boolean isNew(int version) {
            long accepted = acceptedAt[version];
            if (accepted == BlockStorage.NOT_YET) {
                return firstAcceptance == BlockStorage.NOT_YET && pending.add(origin(version));
            }
            boolean isNew = accepted < firstAcceptance;
            firstAcceptance = Math.min(firstAcceptance, accepted);
            return isNew;
        }
    }
}
