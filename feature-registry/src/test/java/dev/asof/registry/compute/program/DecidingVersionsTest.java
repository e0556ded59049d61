package dev.asof.registry.compute.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.compute.program.KeptPayments.Payment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What stands among a block's own events is the same with the versions that it holds as with all that there are. */
class DecidingVersionsTest {
    private static final long SEED = Long.getLong("asof.seed", 20_261);
    private static final int CASES = 3_000;

    /** A version, when it was accepted in the end, and the block that it belongs to. */
    private record Version(Payment payment, long acceptedAt, int block) {
        boolean isRetryOf(Version other) {
            return payment.time() == other.payment.time() && payment.amount() == other.payment.amount();
        }
    }

    @Test
    void whatStandsShowsInEachBlockWhateverIsKnown() {
        for (long seed = SEED; seed < SEED + CASES; seed++) {
            check(seed, versions(new Random(seed)));
        }
    }

    /** Of two keys, distinct in order; passes are committed after all that was ingested. */
    private static List<Version> versions(Random random) {
        int count = 1 + random.nextInt(14);
        int values = 1 + random.nextInt(4);
        List<Integer> acceptances =
                new ArrayList<>(IntStream.rangeClosed(1, count).boxed().toList());
        Collections.shuffle(acceptances, random);
        int blocks = 1 + random.nextInt(4);
        Set<List<Long>> seen = new HashSet<>();
        List<Version> versions = new ArrayList<>();
        int pending = random.nextInt(3) == 0 ? 30 : 0;
        int lastCommitted = -1 - random.nextInt(2);
        for (int i = 0; i < count; i++) {
            long pass = random.nextInt(100) < pending ? -1 - random.nextInt(2) : 0;
            long origin = pass < 0 ? pass : acceptances.get(i);
            Payment payment = new Payment(
                    random.nextInt(values), random.nextInt(8), random.nextInt(5) / 4, random.nextInt(values), origin);
            if (seen.add(List.of(payment.amount(), payment.arrival(), payment.id(), payment.time()))) {
                versions.add(new Version(
                        payment, pass == 0 ? origin : pass == lastCommitted ? 102 : 101, random.nextInt(blocks)));
            }
        }
        return versions;
    }

    private static void check(long seed, List<Version> versions) {
        KeptEvents kept =
                KeptPayments.kept(versions.stream().map(Version::payment).toList());
        int[] blockOf = versions.stream().mapToInt(Version::block).toArray();
        DecidingVersions deciding = DecidingVersions.of(new KeptPayments().order(), kept, blockOf, 4);
        for (int block = 0; block < 4; block++) {
            int of = block;
            Set<Version> own = new HashSet<>(
                    versions.stream().filter(version -> version.block() == of).toList());
            Set<Version> held = new HashSet<>(own);
            Arrays.stream(deciding.neededBy(block)).mapToObj(versions::get).forEach(held::add);
            for (long knownAt = -1; knownAt < 9; knownAt++) {
                for (long acceptedBy : acceptances(versions)) {
                    assertThat(standing(held, own, knownAt, acceptedBy))
                            .as(
                                    "seed %d, block %d of %s, known at %d, accepted by %d",
                                    seed, block, versions, knownAt, acceptedBy)
                            .isEqualTo(standing(new HashSet<>(versions), own, knownAt, acceptedBy));
                }
            }
        }
    }

    private static Set<Long> acceptances(List<Version> versions) {
        Set<Long> all = new TreeSet<>(List.of(0L, Long.MAX_VALUE));
        versions.forEach(version -> all.add(version.acceptedAt()));
        return all;
    }

    /** Of a block's own those that stand, by section 3 of the semantics. */
    private static Set<Version> standing(Set<Version> among, Set<Version> own, long knownAt, long acceptedBy) {
        Map<Long, Version> standing = new HashMap<>();
        Map<Long, Version> previous = new HashMap<>();
        among.stream()
                .filter(version -> version.payment().arrival() <= knownAt && version.acceptedAt() <= acceptedBy)
                .sorted(Comparator.comparingLong(
                                (Version version) -> version.payment().arrival())
                        .thenComparingLong(version -> version.payment().time())
                        .thenComparingLong(version -> version.payment().amount()))
                .forEach(version -> {
                    long key = version.payment().id();
                    Version before = previous.put(key, version);
                    if (before == null || !version.isRetryOf(before)) {
                        standing.put(key, version);
                    }
                });
        Set<Version> stands = new HashSet<>(standing.values());
        stands.retainAll(own);
        return stands;
    }
}
