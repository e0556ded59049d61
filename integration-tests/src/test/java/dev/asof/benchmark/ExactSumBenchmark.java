package dev.asof.benchmark;

import dev.asof.registry.compute.exact.ExactDoubleSum;
import dev.asof.registry.compute.exact.ExactLongSum;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What exact sums cost per value. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class ExactSumBenchmark {
    private static final int VALUES = 4096;
    private static final int WINDOW = 100;

    /** Amounts are cents up to 10,000; wide values have any exponent. */
    public enum Range {
        AMOUNTS,
        WIDE
    }

    @Param
    public Range range = Range.AMOUNTS;

    private final double[] values = new double[VALUES];
    private final long[] longs = new long[VALUES];
    private final ExactDoubleSum sum = new ExactDoubleSum();
    private final ExactLongSum longSum = new ExactLongSum();
    private final ExactDoubleSum[] parts = new ExactDoubleSum[VALUES / WINDOW];
    private final ByteBuffer encoded = ByteBuffer.allocate(1 << 20);

    @Setup
    public void fill() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < VALUES; i++) {
            double amount = random.nextInt(-1_000_000, 1_000_000) / 100.0;
            values[i] = range == Range.AMOUNTS ? amount : Math.scalb(amount, random.nextInt(-1000, 1000));
            longs[i] = random.nextLong() >> 16;
        }
        for (int i = 0; i < parts.length; i++) {
            parts[i] = new ExactDoubleSum();
            for (int j = 0; j < WINDOW; j++) {
                parts[i].add(values[i * WINDOW + j]);
            }
            parts[i].encode(encoded);
        }
        encoded.flip();
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public double plainSum() {
        double plain = 0;
        for (double value : values) {
            plain += value;
        }
        return plain;
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public double add() {
        sum.clear();
        for (double value : values) {
            sum.add(value);
        }
        return sum.toDouble();
    }

    @Benchmark
    @OperationsPerInvocation(VALUES)
    public long addLong() {
        longSum.clear();
        for (long value : longs) {
            longSum.add(value);
        }
        return longSum.toLong();
    }

    /** One add, one subtract and one reading for each value. */
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public double slideWindow() {
        sum.clear();
        double last = 0;
        for (int i = 0; i < VALUES; i++) {
            sum.add(values[i]);
            if (i >= WINDOW) {
                sum.subtract(values[i - WINDOW]);
            }
            last += sum.toDouble();
        }
        return last;
    }

    /** As {@link #slideWindow}, reading the average. */
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public double slideAverage() {
        sum.clear();
        double last = 0;
        for (int i = 0; i < VALUES; i++) {
            sum.add(values[i]);
            if (i >= WINDOW) {
                sum.subtract(values[i - WINDOW]);
            }
            last += sum.dividedBy(WINDOW);
        }
        return last;
    }

    @Benchmark
    @OperationsPerInvocation(VALUES / WINDOW)
    public double merge() {
        sum.clear();
        for (ExactDoubleSum part : parts) {
            sum.addAll(part);
        }
        return sum.toDouble();
    }

    @Benchmark
    @OperationsPerInvocation(VALUES / WINDOW)
    public double mergeEncoded() {
        sum.clear();
        encoded.rewind();
        while (encoded.hasRemaining()) {
            sum.addEncoded(encoded);
        }
        return sum.toDouble();
    }

    @Benchmark
    @OperationsPerInvocation(VALUES / WINDOW)
    public ByteBuffer encode() {
        encoded.clear();
        for (ExactDoubleSum part : parts) {
            part.encode(encoded);
        }
        return encoded.flip();
    }
}
