package dev.asof.benchmark.serving;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * Sends requests for features over HTTP/2 on one thread, and measures how long the answers take.
 *
 * <p>With a rate the loop is open: requests are due at random times that do not depend on any answer, and each is measured
 * from when it was due, so that a server which stalls is charged for all that would have been asked meanwhile. Until the
 * next is due or answered the thread polls or sleeps. Without a rate the loop is closed: a fixed number of requests is
 * always under way, which shows the highest rate; or until every entity was asked about once.
 */
public final class LoadGenerator {
    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_SLEEP_MILLIS = 100;

    private final Load load;
    private final Requests requests;
    private final Selector selector;
    private final List<Http2Client> clients = new ArrayList<>();
    private final Histogram latencies = new Histogram(1, LONGEST_NANOS, 3);
    private long refused;
    private long failed;
    private long total;
    private long workingNanos;
    private double cpuBefore = Double.NaN;
    private double cpuAfter = Double.NaN;
    private long measuredFrom;
    private long measuredTo;

    /** What is done until a request is due, or answered. */
    enum Idling {
        /** Ask again and again, which tells times of some microseconds, and takes a core. */
        POLL,
        /** Sleep, as clients do, which leaves the core to others and adds about a tenth of a millisecond. */
        SLEEP
    }

    /**
     * What to send.
     *
     * @param rate requests a second; 0 to keep {@code inFlight} under way
     * @param seconds how long; 0 until every entity was asked about once, one after another
     */
    record Load(
            int port,
            int connections,
            int inFlight,
            double rate,
            double seconds,
            double warmUp,
            int entities,
            long keys,
            Idling idling) {
        private static final int WORDS = 9;

        List<String> arguments() {
            return Generator.words(port, connections, inFlight, rate, seconds, warmUp, entities, keys, idling);
        }

        static Load parse(String[] words) {
            return new Load(
                    Integer.parseInt(words[0]),
                    Integer.parseInt(words[1]),
                    Integer.parseInt(words[2]),
                    Double.parseDouble(words[3]),
                    Double.parseDouble(words[4]),
                    Double.parseDouble(words[5]),
                    Integer.parseInt(words[6]),
                    Long.parseLong(words[7]),
                    Idling.valueOf(words[8]));
        }
    }

    private LoadGenerator(Load load) throws IOException {
        this.load = load;
        this.requests = load.seconds() > 0
                ? Requests.atRandom(load.entities(), load.keys(), System.nanoTime())
                : Requests.inTurn(load.entities(), load.keys());
        this.selector = Selector.open();
        for (int i = 0; i < load.connections(); i++) {
            Http2Client client = new Http2Client(load.port(), this::answered);
            client.channel().register(selector, SelectionKey.OP_READ, client);
            clients.add(client);
        }
    }

    /** Takes port, connections, requests in flight, rate, seconds, seconds of warm-up, entities a request, keys, and how to idle; again for each load. */
    public static void main(String[] arguments) throws IOException {
        for (int i = 0; i < arguments.length; i += Load.WORDS) {
            run(Load.parse(Arrays.copyOfRange(arguments, i, i + Load.WORDS)));
        }
    }

    /** Sends, and prints what was measured. */
    static void run(Load load) throws IOException {
        new LoadGenerator(load).run();
    }

    private void run() throws IOException {
        measuredFrom = System.nanoTime() + (long) (load.warmUp() * 1e9);
        measuredTo = measuredFrom + (long) (load.seconds() * 1e9);
        if (load.rate() > 0) {
            sendAtRate();
        } else if (load.seconds() > 0) {
            keepInFlight();
        } else {
            askAllOnce();
        }
        cpuAfter = Child.cpuSeconds(ProcessHandle.current().pid());
        long giveUpAt = System.nanoTime() + PATIENCE_NANOS;
        while (unanswered() > 0 && System.nanoTime() < giveUpAt) {
            exchange(1);
        }
        failed += unanswered();
        report();
    }

    private void sendAtRate() throws IOException {
        SplittableRandom random = new SplittableRandom(System.nanoTime());
        double nanosBetween = 1e9 / load.rate();
        double due = System.nanoTime();
        int turn = 0;
        long now = System.nanoTime();
        try (Alarm alarm = new Alarm(selector)) {
            while (now < measuredTo) {
                boolean isWork = false;
                for (; due <= now && due < measuredTo; due -= nanosBetween * Math.log(1 - random.nextDouble())) {
                    clients.get(turn++ % clients.size()).send(requests.next(), (long) due);
                    isWork = true;
                }
                isWork |= exchange(0);
                long then = System.nanoTime();
                if (isWork && now >= measuredFrom) {
                    workingNanos += then - now;
                }
                if (!isWork && load.idling() == Idling.SLEEP) {
                    alarm.set((long) Math.min(due, measuredTo));
                    selector.select(LONGEST_SLEEP_MILLIS);
                }
                now = System.nanoTime();
            }
        }
    }

    private void keepInFlight() throws IOException {
        for (int i = 0; i < load.inFlight(); i++) {
            clients.get(i % clients.size()).send(requests.next(), System.nanoTime());
        }
        while (System.nanoTime() < measuredTo) {
            exchange(100);
        }
    }

    private void askAllOnce() throws IOException {
        measuredTo = Long.MAX_VALUE;
        for (int i = 0; i < load.inFlight() && !requests.haveAskedAll(); i++) {
            clients.get(i % clients.size()).send(requests.next(), System.nanoTime());
        }
        while (!requests.haveAskedAll()) {
            exchange(100);
        }
        measuredTo = System.nanoTime();
    }

    /** Writes and reads what there is; returns whether there was anything. */
    private boolean exchange(long timeoutMillis) throws IOException {
        if (Double.isNaN(cpuBefore) && System.nanoTime() >= measuredFrom) {
            cpuBefore = Child.cpuSeconds(ProcessHandle.current().pid());
        }
        boolean isWork = false;
        for (Http2Client client : clients) {
            isWork |= client.flush();
        }
        if (timeoutMillis == 0) {
            selector.selectNow();
        } else {
            selector.select(timeoutMillis);
        }
        if (!selector.selectedKeys().isEmpty()) {
            for (SelectionKey key : selector.selectedKeys()) {
                ((Http2Client) key.attachment()).read();
            }
            selector.selectedKeys().clear();
            isWork = true;
        }
        return isWork;
    }

    private void answered(Http2Client client, long sentAtNanos, Http2Client.Outcome outcome) {
        long now = System.nanoTime();
        total++;
        long counted = load.rate() > 0 ? sentAtNanos : now;
        if (counted >= measuredFrom && counted < measuredTo) {
            switch (outcome) {
                case ANSWERED -> latencies.recordValue(Math.clamp(now - sentAtNanos, 1, LONGEST_NANOS));
                case REFUSED -> refused++;
                case FAILED -> failed++;
            }
        }
        if (load.rate() == 0 && now < measuredTo && (load.seconds() > 0 || !requests.haveAskedAll())) {
            client.send(requests.next(), now);
        }
    }

    private int unanswered() {
        return clients.stream().mapToInt(Http2Client::inFlight).sum();
    }

    private void report() {
        System.out.printf(
                Locale.ROOT,
                "answered=%d total=%d refused=%d failed=%d seconds=%.3f p50=%.1f p99=%.1f p999=%.1f max=%.1f busy=%.3f cpu=%.3f%n",
                latencies.getTotalCount(),
                total,
                refused,
                failed,
                (measuredTo - measuredFrom) / 1e9,
                micros(50),
                micros(99),
                micros(99.9),
                micros(100),
                workingNanos / (load.seconds() * 1e9),
                cpuAfter - cpuBefore);
    }

    private double micros(double percentile) {
        return latencies.getValueAtPercentile(percentile) / 1e3;
    }
}
