package dev.asof.it.life;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.it.generate.Dice;
import dev.asof.it.oracle.Row;
import dev.asof.online.OnlineStore;
import dev.asof.online.ingest.IngestBatch;
import dev.asof.online.load.LoadListener;
import dev.asof.online.load.LoadRequest;
import dev.asof.registry.quarantine.QuarantineFilter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** What happens to one store, step by step, and what is true then. One thread's. */
final class Life implements AutoCloseable {
    private static final int MOST_ERASED = 5;

    private final Dice dice;
    private final Shop shop;
    private final SaleRows sales;
    private final DataFiles data;
    private final MortalStore store;
    private final Set<Truth.Erased> erased = new HashSet<>();
    private final List<Sent> sent = new ArrayList<>();
    private final List<Kept> backups = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final TreeMap<Long, Long> acceptances = new TreeMap<>();
    private final List<Runnable> steps;
    private Truth truth;
    private long step;

    /** A backup, and what was true then. */
    private record Kept(Path folder, Truth truth, long step) {}

    Life(Path folder, long seed) {
        this.dice = new Dice(seed);
        this.shop = new Shop(dice.chance(40), dice.chance(30), dice.one("quarantine", "drop", "fail"));
        this.sales = new SaleRows(shop, dice);
        this.data = new DataFiles(folder.resolve("data"), shop);
        this.truth = new Truth(shop, erased);
        this.store = new MortalStore(folder, dice, shop.text(1, data.folder()));
        truth.apply(shop.views(1));
        this.steps = steps();
        load();
    }

    /** Each as often as it is likely. */
    private List<Runnable> steps() {
        return Stream.of(
                        often(32, () -> send(drawn())),
                        often(14, this::sendAgain),
                        often(7, this::writeFile),
                        often(9, this::load),
                        often(3, this::rebuild),
                        often(3, this::applyWide),
                        often(7, this::replay),
                        often(7, this::erase),
                        often(4, () -> tell("flush", each -> each.flushArchive(List.of()))),
                        often(2, () -> tell("compact", OnlineStore::compact)),
                        often(4, this::restart),
                        often(2, this::die),
                        often(3, this::backup),
                        often(3, this::restore))
                .flatMap(List::stream)
                .toList();
    }

    private static List<Runnable> often(int times, Runnable what) {
        return Collections.nCopies(times, what);
    }

    MortalStore store() {
        return store;
    }

    Truth truth() {
        return truth;
    }

    SaleRows sales() {
        return sales;
    }

    Dice dice() {
        return dice;
    }

    /** What happened. */
    List<String> log() {
        return log;
    }

    /** The steps at whose ends an answer was given, with the store's time of it. */
    TreeMap<Long, Long> acceptances() {
        return acceptances;
    }

    long step() {
        return step;
    }

    /** Begins a step. */
    void begin() {
        step++;
        store.moveClock();
    }

    /** Whatever happens next. */
    void next() {
        begin();
        dice.oneOf(steps).run();
    }

    private void log(String what) {
        log.add(step + ": " + what);
    }

    /** Tells the store to do something; now and then rows are sent meanwhile, of which in either order the same comes. */
    private void tell(String what, Consumer<OnlineStore> action) {
        log(what);
        if (dice.chance(75)) {
            store.tell(action);
            return;
        }
        List<Sent> batches = new ArrayList<>();
        for (int i = 0; i < dice.between(1, 5); i++) {
            Sent batch = sent.isEmpty() || dice.chance(60) ? drawn() : again(dice.oneOf(sent));
            log("meanwhile " + batch);
            truth.send(batch, step);
            batches.add(batch);
        }
        CompletableFuture<Void> sending =
                CompletableFuture.runAsync(() -> batches.forEach(batch -> ingest(batch, store.store())));
        action.accept(store.store());
        sending.join();
    }

    private Sent drawn() {
        String source = dice.oneOf(Shop.SOURCES);
        boolean hasSequence = !Shop.hasUniqueKey(source) || dice.chance(60);
        String producer = hasSequence ? dice.one("till", "app") : "";
        long first = hasSequence ? truth.lastSequence(source, producer) + 1 : 0;
        Sent batch = new Sent(source, producer, first, sales.rows(source, hasSequence));
        sent.add(batch);
        return batch;
    }

    private void sendAgain() {
        if (!sent.isEmpty()) {
            send(again(dice.oneOf(sent)));
        }
    }

    /** Rows that were sent once more: as a retry, or by another producer. */
    private Sent again(Sent old) {
        String producer = dice.chance(30) ? dice.one("till", "app", "third") : old.producer();
        long next = truth.lastSequence(old.source(), producer) + 1;
        return producer.equals(old.producer()) && old.first() <= next
                ? old
                : new Sent(old.source(), producer, next, old.rows());
    }

    private void send(Sent batch) {
        log("send " + batch);
        truth.send(batch, step);
        store.tell(each -> ingest(batch, each));
    }

    private void ingest(Sent batch, OnlineStore into) {
        into.ingest(new IngestBatch(
                batch.source(), batch.producer(), batch.first(), data.columns(batch.source(), batch.rows())));
    }

    private void writeFile() {
        String source = dice.one("payments", "invoices");
        List<SourceRows> there = truth.filesOf(source);
        if (!there.isEmpty() && dice.chance(20)) {
            SourceRows copied = dice.oneOf(there);
            log("copy " + copied.path());
            data.copy(copied);
            return;
        }
        SourceRows file = data.write(source, rowsOfFile(source));
        log("file " + file);
        truth.addFile(file);
    }

    /** New rows, and some that were sent. */
    private List<Row> rowsOfFile(String source) {
        List<Row> rows = new ArrayList<>(sales.rows(source, true));
        sent.stream()
                .filter(batch -> batch.source().equals(source) && dice.chance(25))
                .flatMap(batch -> batch.rows().stream())
                .filter(row -> row.value("id") != null)
                .forEach(rows::add);
        if (!shop.mayRejectRowsOfFiles(source)) {
            rows.removeIf(row -> !shop.isAlwaysEvent(row));
        }
        return rows;
    }

    /** Loads all files that are there. */
    void load() {
        truth.load(step);
        tell("load", each -> each.load(LoadRequest.ALL, LoadListener.NONE));
    }

    /** Loads a source anew, maybe without a file that it had. */
    private void rebuild() {
        load();
        String source = dice.oneOf(Shop.SOURCES);
        List<SourceRows> there = truth.filesOf(source);
        if (!there.isEmpty() && dice.chance(60)) {
            SourceRows gone = dice.oneOf(there);
            log("delete " + gone.path());
            data.delete(gone);
            truth.removeFile(gone);
            backups.clear();
        }
        truth.rebuild(source, step);
        LoadRequest anew = new LoadRequest(List.of(source), OptionalLong.empty(), LoadRequest.Start.ANEW);
        tell("rebuild " + source, each -> each.load(anew, LoadListener.NONE));
    }

    private void applyWide() {
        if (!truth.isApplied(2)) {
            log("apply version 2");
            store.apply(shop.text(2, data.folder()));
            truth.apply(shop.views(2));
            store.store().status();
            if (dice.chance(60)) {
                load();
            }
        }
    }

    private void replay() {
        Optional<String> source = dice.chance(50) ? Optional.empty() : Optional.of(dice.oneOf(Shop.SOURCES));
        truth.replay(source, step);
        QuarantineFilter filter = source.map(QuarantineFilter::ofSource).orElse(QuarantineFilter.ALL);
        tell("replay " + source, each -> each.replay(filter));
    }

    private void erase() {
        if (erased.size() < MOST_ERASED) {
            String customer = dice.oneOf(sales.customers());
            Truth.Erased entity = dice.one(
                    new Truth.Erased("customer", List.of(customer)),
                    new Truth.Erased("customer", List.of(customer)),
                    new Truth.Erased("shop", List.of(dice.oneOf(SaleRows.shops()))),
                    new Truth.Erased("card", List.of(customer, dice.oneOf(SaleRows.cards()))));
            erase(entity);
            if (entity.entity().equals("customer") && !truth.mayShare()) {
                requireNoBytes(customer);
            }
        }
    }

    private void erase(Truth.Erased entity) {
        erased.add(entity);
        truth.sweep();
        Optional<String> kind = dice.chance(50) ? Optional.empty() : Optional.of(entity.entity());
        tell("erase " + entity, each -> each.erase(kind, entity.keyTexts()));
        assertThat(store.store().isErasureUnfinished()).isFalse();
    }

    private void requireNoBytes(String text) {
        try (Stream<Path> files = Files.walk(store.repository().workingFolder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(bytes.contains(text)).as("%s has %s", file, text).isFalse();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void restart() {
        log("restart");
        store.restart();
    }

    private void die() {
        log("kill");
        store.die();
    }

    private void backup() {
        Path backup = store.backup();
        log("backup " + backup);
        backups.add(new Kept(backup, truth.copy(), step));
    }

    private void restore() {
        if (backups.isEmpty()) {
            return;
        }
        Kept kept = dice.oneOf(backups);
        log("restore " + kept.folder());
        store.restore(kept.folder());
        truth = kept.truth().copyWithFilesOf(truth);
        truth.sweep();
        acceptances.tailMap(kept.step(), false).clear();
    }

    @Override
    public void close() {
        store.close();
    }
}
