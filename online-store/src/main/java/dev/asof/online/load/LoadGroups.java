package dev.asof.online.load;

import dev.asof.online.state.StateStore;
import dev.asof.online.state.bulk.BulkAppends;
import dev.asof.online.state.catalog.StoredView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sources that are loaded, in groups: those of which one view lacks something come together. For only into views that have nothing of
 * files yet do many events come in bulk, and so those of all sources of a view have to be stored at once. Used by one thread.
 */
final class LoadGroups {
    private final List<List<FileLoads>> groups;

    private LoadGroups(List<List<FileLoads>> groups) {
        this.groups = groups;
    }

    static LoadGroups of(List<FileLoads> loads) {
        List<List<FileLoads>> groups = new ArrayList<>();
        for (FileLoads each : loads) {
            List<List<FileLoads>> akin = groups.stream()
                    .filter(group -> haveViewInCommon(group, each))
                    .toList();
            List<FileLoads> joined = new ArrayList<>();
            akin.forEach(joined::addAll);
            joined.add(each);
            groups.removeAll(akin);
            groups.add(joined);
        }
        return new LoadGroups(groups);
    }

    private static boolean haveViewInCommon(List<FileLoads> group, FileLoads other) {
        return !Collections.disjoint(lacking(group), other.lacking());
    }

    private static Set<StoredView> lacking(List<FileLoads> group) {
        Set<StoredView> views = new HashSet<>();
        group.forEach(each -> views.addAll(each.lacking()));
        return views;
    }

    /**
     * Loads what is lacking.
     *
     * @param whenLoaded takes a source all of whose files are loaded, also where those of another one of its group cannot be
     */
    void run(StateStore state, Consumer<FileLoads> whenLoaded) {
        groups.forEach(group -> run(group, state, whenLoaded));
    }

    private static void run(List<FileLoads> group, StateStore state, Consumer<FileLoads> whenLoaded) {
        Optional<BulkAppends> bulk = beginBulk(group, state);
        if (bulk.isPresent()) {
            inBulk(group, bulk.get(), whenLoaded);
        } else if (group.size() > 1) {
            group.forEach(each -> run(List.of(each), state, whenLoaded));
        } else {
            group.getFirst().load();
            whenLoaded.accept(group.getFirst());
        }
    }

    private static Optional<BulkAppends> beginBulk(List<FileLoads> group, StateStore state) {
        Set<StoredView> views = lacking(group);
        long rows = group.stream().mapToLong(FileLoads::lackingRows).sum();
        return views.isEmpty() ? Optional.empty() : state.beginBulk(views, rows);
    }

    private static void inBulk(List<FileLoads> group, BulkAppends bulk, Consumer<FileLoads> whenLoaded) {
        List<FileLoads> loaded = new ArrayList<>();
        try (BulkAppends appends = bulk) {
            load(group, appends, loaded);
        } finally {
            loaded.forEach(whenLoaded);
        }
    }

    /** All events are stored once all files are read, or those of the files before the one that cannot be. */
    private static void load(List<FileLoads> group, BulkAppends appends, List<FileLoads> loaded) {
        List<FileLoads> read = new ArrayList<>();
        try {
            for (FileLoads each : group) {
                each.read(appends);
                read.add(each);
            }
        } finally {
            if (group.stream().anyMatch(FileLoads::isAnyUncommitted)) {
                appends.finish();
                group.forEach(FileLoads::commit);
            }
            loaded.addAll(read);
        }
    }
}
