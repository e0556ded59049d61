package dev.asof.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.cli.client.AsofClient;
import dev.asof.it.process.ServerProcess;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One fault after the other while two producers send. After each the server has every acknowledged event, and, once the
 * producers have sent the others again, each event once: by its counts, and by the oracle's values of all accounts that
 * were touched. Every 50 faults all values are compared. A failure names the seed.
 */
public final class FaultRun implements AutoCloseable {
    private static final int CYCLES_BETWEEN_FULL_CHECKS = 50;
    private static final int LONGEST_SENDING_MILLIS = 1_200;

    private final Fault fault;
    private final Path repository;
    private final @Nullable LoopDisk disk;
    private final SplittableRandom random;
    private final List<Producer> producers;
    private final Ledger ledger;
    private final DamagedStore damaged;
    private final FailingCalls failing;
    private final Map<EventStream, Integer> checked = new HashMap<>();
    private final double[] recoverySeconds;
    private ServerProcess server;
    private volatile AsofClient client;
    private final Map<String, Integer> withoutRoom = new HashMap<>();
    private int carriedOn;

    private FaultRun(Fault fault, int cycles, long seed, Path repository, @Nullable LoopDisk disk) throws IOException {
        this.fault = fault;
        this.repository = repository;
        this.disk = disk;
        this.random = new SplittableRandom(seed);
        this.producers =
                List.of(new Producer("till", seed, () -> client), new Producer("web", seed + 1_000, () -> client));
        this.ledger = new Ledger(producers, seed);
        this.damaged = new DamagedStore(repository, ledger, random);
        this.failing = FailingCalls.create();
        this.recoverySeconds = new double[cycles];
        this.server = start();
        this.client = server.client();
    }

    /** Takes a fault ({@code kill}, {@code power-loss}, ...), how often, a seed, and an empty folder. */
    public static void main(String[] arguments) throws Exception {
        Fault fault = Fault.named(arguments[0]);
        if (!fault.isPossible()) {
            System.out.println(arguments[0] + ": SKIPPED, this machine cannot make it happen");
            return;
        }
        int cycles = Integer.parseInt(arguments[1]);
        System.out.println(run(fault, cycles, Long.parseLong(arguments[2]), Path.of(arguments[3])));
        System.exit(0);
    }

    /** Runs, and says in one line what happened. */
    static String run(Fault fault, int cycles, long seed, Path folder) throws Exception {
        if (!fault.needsDisk()) {
            return run(fault, cycles, seed, folder, null);
        }
        try (LoopDisk disk = LoopDisk.create(folder, fault == Fault.FULL_DISK ? 400 : 512)) {
            return run(fault, cycles, seed, disk.folder(), disk);
        }
    }

    private static String run(Fault fault, int cycles, long seed, Path folder, @Nullable LoopDisk disk)
            throws Exception {
        Path repository = folder.resolve("shop");
        Shop.write(repository);
        try (FaultRun run = new FaultRun(fault, cycles, seed, repository, disk)) {
            for (int cycle = 0; cycle < cycles; cycle++) {
                run.cycle(cycle);
            }
            run.requireAllValues();
            return run.report();
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError(fault + ", seed " + seed + ": " + e.getMessage(), e);
        }
    }

    private ServerProcess start() {
        return fault.needsFailingCalls()
                ? ServerProcess.startOfFailingCalls(repository, failing.environment())
                : ServerProcess.start(repository);
    }

    private void cycle(int cycle) throws Exception {
        producers.forEach(Producer::start);
        if (random.nextInt(10) == 0) {
            client.flushArchive();
        }
        Thread.sleep(random.nextInt(20, LONGEST_SENDING_MILLIS));
        strike();
        server.kill();
        stopProducers();
        recover();
        long start = System.nanoTime();
        server = start();
        client = server.client();
        ledger.requireAcknowledged(client);
        recoverySeconds[cycle] = (System.nanoTime() - start) / 1e9;
        producers.forEach(Producer::finish);
        ledger.requireExactlyOnce(client);
        ledger.requireOraclesValues(client, ledger.accountsSince(checked), ledger.all());
        checked.putAll(ledger.all());
        if ((cycle + 1) % CYCLES_BETWEEN_FULL_CHECKS == 0) {
            requireAllValues();
            System.out.println(report());
        }
    }

    private void stopProducers() throws InterruptedException, ExecutionException {
        for (Producer producer : producers) {
            producer.stop();
        }
    }

    private void requireAllValues() {
        ledger.requireOraclesValues(client, ledger.accounts(), ledger.all());
        ledger.requireArchivedOnce(client, repository);
    }

    private void strike() throws IOException, InterruptedException {
        switch (fault) {
            case KILL, FLIPPED_BITS -> {}
            case POWER_LOSS -> {
                // The process first: a sync that was under way when a disk is shut down may say that it succeeded,
                // which
                // nobody hears of where the power is gone.
                server.freeze();
                disk.losePower();
            }
            case FULL_DISK -> {
                disk.fill();
                Thread.sleep(random.nextInt(20, 400));
                archiveWithoutRoom();
                server.kill();
                startWithoutRoom();
                disk.free();
            }
            case FAILING_FSYNC, SHORT_WRITE -> {
                failing.begin(server.pid(), fault.failingCalls());
                Thread.sleep(random.nextInt(100, 800));
                failing.end(server.pid(), fault.failingCalls());
                seeWhetherItCarriesOn();
            }
        }
    }

    private void archiveWithoutRoom() {
        try {
            client.flushArchive();
            withoutRoom.merge("archived", 1, Integer::sum);
        } catch (AsofException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.IO_FAILED);
            withoutRoom.merge("archiving refused", 1, Integer::sum);
        }
    }

    private void startWithoutRoom() throws InterruptedException {
        try {
            server = start();
            client = server.client();
            Thread.sleep(random.nextInt(20, 400));
            server.kill();
            withoutRoom.merge("started", 1, Integer::sum);
        } catch (IllegalStateException refused) {
            assertThat(refused.getMessage()).contains("Cannot ").doesNotContain("\tat ");
            withoutRoom.merge("starting refused", 1, Integer::sum);
        }
    }

    /** Counts the servers that take events again by themselves within a second. */
    private void seeWhetherItCarriesOn() throws InterruptedException {
        int before = acknowledged();
        Thread.sleep(1_000);
        carriedOn += acknowledged() > before ? 1 : 0;
    }

    private int acknowledged() {
        return ledger.streams().stream().mapToInt(EventStream::acknowledged).sum();
    }

    private void recover() throws IOException {
        if (fault == Fault.POWER_LOSS) {
            disk.comeBack();
        }
        if (fault == Fault.FLIPPED_BITS) {
            damaged.turnABit();
        }
    }

    @Override
    public void close() throws IOException {
        server.kill();
        failing.close();
    }

    private String report() {
        double[] sorted =
                Arrays.stream(recoverySeconds).filter(each -> each > 0).sorted().toArray();
        TreeSet<String> said = new TreeSet<>();
        producers.forEach(producer -> said.addAll(producer.failures()));
        return String.format(
                Locale.ROOT,
                "%s: %d times, %d events of 2 producers, each exactly once; %d calls failed and were made again;"
                        + " %d values compared with the oracle, 0 mismatches; from the start of the process to its"
                        + " answers %.2f s (%.2f to %.2f)%s%s%s",
                fault,
                sorted.length,
                ledger.events(),
                producers.stream().mapToInt(Producer::failedCalls).sum(),
                ledger.comparedValues(),
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1],
                fault.needsFailingCalls() ? "; " + carriedOn + " servers took events again without a restart" : "",
                fault == Fault.FLIPPED_BITS
                        ? "; " + damaged.outcomes()
                        : fault == Fault.FULL_DISK ? "; " + withoutRoom : "",
                said.isEmpty() ? "" : "; producers were told: " + said);
    }
}
