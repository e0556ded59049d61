package dev.asof.online.state.catalog;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/** The passes of files into views, and when they were accepted. Changed by one thread at a time; read by any. */
final class LoadPasses {
    private final ConcurrentMap<Integer, LoadPass> passes = new ConcurrentHashMap<>();
    private final ConcurrentMap<FilePasses, Integer> firstPasses = new ConcurrentHashMap<>();
    private volatile long[] acceptances = {};

    private record FilePasses(int view, int source, String sha256) {
        static FilePasses of(LoadPass pass) {
            return new FilePasses(pass.view(), pass.source(), pass.sha256());
        }
    }

    /** Notes a pass, and publishes its acceptance. */
    void put(LoadPass pass) {
        passes.put(pass.id(), pass);
        firstPasses.putIfAbsent(FilePasses.of(pass), pass.id());
        long[] known = acceptances;
        long[] more = Arrays.copyOf(known, Math.max(known.length, pass.id() + 1));
        Arrays.fill(more, known.length, more.length, Origin.NOT_YET);
        more[pass.id()] = pass.acceptedAtMicros();
        acceptances = more;
    }

    /** Forgets a pass. Its acceptance stays for who is still reading its rows. */
    void remove(LoadPass pass) {
        passes.remove(pass.id());
    }

    /** When the rows of a pass were accepted, or {@link Origin#NOT_YET}. */
    long acceptedAt(int pass) {
        long[] known = acceptances;
        return pass < known.length ? known[pass] : Origin.NOT_YET;
    }

    /** Of passes of one file of a source into one view the same number, negative: that of the first. */
    long sourceOf(long origin) {
        LoadPass pass = origin < 0 ? passes.get(Math.toIntExact(-origin)) : null;
        return pass == null ? origin : -firstPasses.getOrDefault(FilePasses.of(pass), pass.id());
    }

    /** A number that no pass had since the store was opened. */
    int next() {
        return Math.max(Numbers.next(passes.keySet()), acceptances.length);
    }

    List<LoadPass> of(StoredView view) {
        return those(pass -> pass.view() == view.id());
    }

    List<LoadPass> of(int view, int source, String sha256) {
        return those(pass -> pass.view() == view
                        && pass.source() == source
                        && pass.sha256().equals(sha256))
                .stream()
                .sorted(Comparator.comparingInt(LoadPass::id))
                .toList();
    }

    private List<LoadPass> those(Predicate<LoadPass> wanted) {
        return passes.values().stream().filter(wanted).toList();
    }
}
