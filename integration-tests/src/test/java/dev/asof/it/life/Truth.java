package dev.asof.it.life;

import dev.asof.it.oracle.Oracle;
import dev.asof.it.oracle.Row;
import dev.asof.it.oracle.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a store has to have, by the specification: each row that was ever acknowledged, and what became of it. Times are numbers of steps.
 * One thread's.
 */
final class Truth {
    private final Shop shop;
    private final Set<Erased> erased;
    private final List<Shop.About> applied = new ArrayList<>();
    private final Set<String> ready = new HashSet<>();
    private final List<Row> ingested = new ArrayList<>();
    private final List<Aside> quarantine = new ArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final List<Loaded> files = new ArrayList<>();

    /** An entity that was erased. */
    record Erased(String entity, List<Object> key) {

        /** The keys by name, as people write them. */
        Map<String, String> keyTexts() {
            List<String> names = switch (entity) {
                case "customer" -> List.of("customer_id");
                case "shop" -> List.of("shop_id");
                default -> List.of("customer_id", "card_id");
            };
            Map<String, String> texts = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                texts.put(names.get(i), key.get(i).toString());
            }
            return texts;
        }
    }

    /** A row in quarantine that was sent. */
    private record Aside(Row row, boolean hasSequence) {}

    /** A file of a source, and when it was loaded into which view. */
    private record Loaded(SourceRows file, Map<String, Long> steps) {}

    /** What a row is when it is sent. */
    private enum Fate {
        EVENT,
        REJECTED,
        ERASED
    }

    /** @param erased all that were ever erased; shared with whoever erases more */
    Truth(Shop shop, Set<Erased> erased) {
        this.shop = shop;
        this.erased = erased;
    }

    /** The same, as of now. Files are on another disk: they are as they will be. */
    Truth copy() {
        Truth copy = new Truth(shop, erased);
        copy.applied.addAll(applied);
        copy.ready.addAll(ready);
        copy.ingested.addAll(ingested);
        copy.quarantine.addAll(quarantine);
        copy.sequences.putAll(sequences);
        files.forEach(file -> copy.files.add(new Loaded(file.file(), new HashMap<>(file.steps()))));
        return copy;
    }

    /** The same, with files that are there now as well: they will be loaded. */
    Truth copyWithFilesOf(Truth now) {
        Truth copy = copy();
        now.files.stream()
                .map(Loaded::file)
                .filter(file ->
                        copy.files.stream().noneMatch(known -> known.file().equals(file)))
                .forEach(copy::addFile);
        return copy;
    }

    void apply(List<Shop.About> views) {
        applied.addAll(views);
    }

    /** Whether a version of the views was applied. */
    boolean isApplied(int version) {
        return applied.stream().anyMatch(view -> view.version() == version);
    }

    /** The views that can be asked. */
    List<Shop.About> ready() {
        return applied.stream().filter(view -> ready.contains(view.ref())).toList();
    }

    long lastSequence(String source, String producer) {
        return sequences.getOrDefault(source + "/" + producer, 0L);
    }

    void send(Sent batch, long step) {
        long last = lastSequence(batch.source(), batch.producer());
        boolean hasSequence = batch.first() != 0;
        for (int i = 0; i < batch.rows().size(); i++) {
            if (!hasSequence || batch.first() + i > last) {
                take(batch.rows().get(i), hasSequence, step);
            }
        }
        if (hasSequence) {
            long lastNow = batch.first() + batch.rows().size() - 1;
            sequences.merge(batch.source() + "/" + batch.producer(), lastNow, Math::max);
        }
    }

    private void take(Row row, boolean hasSequence, long step) {
        switch (fate(row)) {
            case EVENT -> accept(row, step);
            case ERASED -> {}
            case REJECTED -> {
                Aside aside = new Aside(row.acceptedAt(0), hasSequence);
                if (shop.hasQuarantine(row.source()) && (hasSequence || !quarantine.contains(aside))) {
                    quarantine.add(aside);
                }
            }
        }
    }

    private void accept(Row row, long step) {
        boolean isRetry = Shop.hasUniqueKey(row.source())
                && row.value("id") != null
                && ingested.stream()
                        .anyMatch(each -> each.source().equals(row.source())
                                && each.values().equals(row.values()));
        if (!isRetry) {
            ingested.add(row.acceptedAt(step));
        }
    }

    private Fate fate(Row row) {
        if (applied.stream().anyMatch(view -> isEvent(view, row))) {
            return Fate.EVENT;
        }
        return namesErased(row) ? Fate.ERASED : Fate.REJECTED;
    }

    /** Whether a row is an event of a view's entity that was not erased. */
    private boolean isEvent(Shop.About view, Row row) {
        Optional<Source> source = view.view().sources().stream()
                .filter(each -> each.name().equals(row.source()))
                .findFirst();
        return source.isPresent()
                && source.get().allows(row)
                && isWhole(view, row)
                && !erased.contains(entity(view, row));
    }

    private static boolean isWhole(Shop.About view, Row row) {
        return view.view().keyColumns().stream().noneMatch(column -> row.value(column) == null);
    }

    private static Erased entity(Shop.About view, Row row) {
        List<Object> key = view.view().keyColumns().stream()
                .map(column -> Objects.requireNonNull(row.value(column)))
                .toList();
        return new Erased(view.entity(), key);
    }

    private boolean namesErased(Row row) {
        return applied.stream()
                .anyMatch(view -> view.reads(row.source()) && isWhole(view, row) && erased.contains(entity(view, row)));
    }

    /** Offers all rows in quarantine once more; of one source, or of all. */
    void replay(Optional<String> source, long step) {
        List<Aside> offered = quarantine.stream()
                .filter(aside -> source.map(aside.row().source()::equals).orElse(true))
                .toList();
        for (Aside aside : offered) {
            if (fate(aside.row()) != Fate.REJECTED) {
                quarantine.remove(aside);
                take(aside.row(), aside.hasSequence(), step);
            }
        }
    }

    /** Takes out what nobody may have any more, now that more entities are erased. */
    void sweep() {
        ingested.removeIf(row -> namesErased(row) && fate(row) == Fate.ERASED);
        quarantine.removeIf(aside -> namesErased(aside.row()));
    }

    /** Whether some ingested row has to stay as it is though it names an erased entity. */
    boolean mayShare() {
        return shop.doShopsReadCustomers() || ingested.stream().anyMatch(row -> row.value("card") != null);
    }

    void addFile(SourceRows file) {
        files.add(new Loaded(file, new HashMap<>()));
    }

    /** The files of a source. */
    List<SourceRows> filesOf(String source) {
        return files.stream()
                .map(Loaded::file)
                .filter(file -> file.source().equals(source))
                .toList();
    }

    void removeFile(SourceRows gone) {
        files.removeIf(file -> file.file().equals(gone));
    }

    /** Loads all files. */
    void load(long step) {
        for (Shop.About view : applied) {
            ready.add(view.ref());
            filesOf(view).forEach(file -> file.steps().putIfAbsent(view.ref(), step));
        }
    }

    /** Loads the files of a source's views anew. */
    void rebuild(String source, long step) {
        applied.stream()
                .filter(view -> view.reads(source))
                .forEach(view -> filesOf(view).forEach(file -> file.steps().put(view.ref(), step)));
    }

    private List<Loaded> filesOf(Shop.About view) {
        return files.stream().filter(file -> view.reads(file.file().source())).toList();
    }

    /** What answers questions about a view. */
    Oracle oracle(Shop.About view) {
        List<Row> rows = new ArrayList<>(ingested);
        for (Loaded file : files) {
            Optional.ofNullable(file.steps().get(view.ref()))
                    .ifPresent(step -> file.file().rows().forEach(row -> rows.add(row.acceptedAt(step))));
        }
        rows.removeIf(row -> isWhole(view, row) && erased.contains(entity(view, row)));
        return new Oracle(view.view(), rows);
    }

    boolean isErased(Erased entity) {
        return erased.contains(entity);
    }

    /** Whether a training set finds anything of each of a view's sources. */
    boolean isAnyRowOf(Shop.About view) {
        return view.view().sources().stream()
                .allMatch(source -> ingested.stream()
                                .anyMatch(row -> row.source().equals(source.name()))
                        || files.stream().anyMatch(file -> file.file().source().equals(source.name())));
    }

    /** The numbers of the rows of a source that were ingested, in order. */
    List<Long> archived(String source) {
        return ingested.stream()
                .filter(row -> row.source().equals(source))
                .map(row -> (Long) Objects.requireNonNull(row.value("number")))
                .sorted()
                .toList();
    }

    /** How many rows of a source with a sequence are in quarantine. */
    long quarantined(String source) {
        return quarantine.stream()
                .filter(aside -> aside.hasSequence() && aside.row().source().equals(source))
                .count();
    }

    @Override
    public String toString() {
        return "erased " + erased + "\ningested\n  "
                + ingested.stream().map(Row::toString).collect(Collectors.joining("\n  ")) + "\nfiles\n  "
                + files.stream().map(Loaded::toString).collect(Collectors.joining("\n  ")) + "\nquarantine\n  "
                + quarantine.stream().map(Aside::toString).collect(Collectors.joining("\n  "));
    }
}
