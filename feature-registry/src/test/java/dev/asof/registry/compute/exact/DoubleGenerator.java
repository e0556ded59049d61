package dev.asof.registry.compute.exact;

import java.util.SplittableRandom;
import java.util.function.DoubleSupplier;
import java.util.stream.DoubleStream;

/** Finite doubles that are hard to sum, each in its way. */
enum DoubleGenerator {
    AMOUNTS {
        @Override
        double[] generate(SplittableRandom random) {
            return doubles(random, 60, () -> random.nextInt(-1_000_000, 1_000_000) / 100.0);
        }
    },
    ANY_BITS {
        @Override
        double[] generate(SplittableRandom random) {
            return doubles(random, 40, () -> anyFinite(random));
        }
    },
    FEW_AND_FAR_BETWEEN {
        @Override
        double[] generate(SplittableRandom random) {
            return doubles(random, 4, () -> anyFinite(random));
        }
    },
    CANCELLATION {
        @Override
        double[] generate(SplittableRandom random) {
            double[] values = doubles(random, 20, () -> anyFinite(random));
            double[] opposites = DoubleStream.of(values).map(v -> -v).toArray();
            double[] residue = doubles(random, 3, () -> anyFinite(random));
            return shuffled(random, concat(concat(values, opposites), residue));
        }
    },
    NEARLY_CANCELLATION {
        @Override
        double[] generate(SplittableRandom random) {
            double[] values = doubles(random, 20, () -> anyFinite(random));
            double[] opposites =
                    DoubleStream.of(values).map(v -> -Math.nextUp(v)).toArray();
            return shuffled(random, concat(values, opposites));
        }
    },
    SUBNORMALS {
        @Override
        double[] generate(SplittableRandom random) {
            return doubles(
                    random, 20, () -> random.nextLong(-(1L << 53), 1L << 53) * Double.MIN_VALUE * random.nextInt(2));
        }
    },
    EXPONENT_EXTREMES {
        @Override
        double[] generate(SplittableRandom random) {
            return doubles(random, 20, () -> {
                double magnitude = random.nextBoolean()
                        ? Math.scalb(random.nextDouble(1, 2), random.nextInt(1000, 1024))
                        : Math.scalb(random.nextDouble(1, 2), random.nextInt(-1074, -1000));
                return random.nextBoolean() ? magnitude : -magnitude;
            });
        }
    },
    NEAR_THE_MAXIMUM {
        @Override
        double[] generate(SplittableRandom random) {
            // The halfway point to what would be the next double, 2^970, decides between the maximum and infinity.
            double[] halves = {0x1p970, 0x1p969, Math.nextDown(0x1p970), Math.nextUp(0x1p970), Double.MIN_VALUE};
            return doubles(random, 6, () -> {
                double magnitude = random.nextBoolean() ? Double.MAX_VALUE : halves[random.nextInt(halves.length)];
                return random.nextInt(3) > 0 ? magnitude : -magnitude;
            });
        }
    },
    HALFWAY_TIES {
        @Override
        double[] generate(SplittableRandom random) {
            double value = Math.scalb(random.nextDouble(1, 2), random.nextInt(-1020, 1023));
            double sign = random.nextBoolean() ? 1 : -1;
            double tie = Math.ulp(value) / 2;
            double breaker = random.nextInt(-1, 2) * Math.scalb(tie, -random.nextInt(1, 2000));
            return shuffled(random, new double[] {sign * value, sign * tie, breaker});
        }
    },
    MANY_CARRIES {
        @Override
        double[] generate(SplittableRandom random) {
            double allOnes = Math.scalb(Math.nextDown(2.0), random.nextInt(-1060, 1000));
            double opposite = random.nextInt(4) == 0 ? -1 : 1;
            return doubles(random, 6000, () -> random.nextInt(10) == 0 ? opposite * allOnes : allOnes);
        }
    },
    ZEROS {
        @Override
        double[] generate(SplittableRandom random) {
            return doubles(random, 5, () -> random.nextBoolean() ? 0.0 : -0.0);
        }
    };

    abstract double[] generate(SplittableRandom random);

    static double[] shuffled(SplittableRandom random, double[] values) {
        double[] shuffled = values.clone();
        for (int i = shuffled.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double swapped = shuffled[i];
            shuffled[i] = shuffled[j];
            shuffled[j] = swapped;
        }
        return shuffled;
    }

    private static double[] doubles(SplittableRandom random, int maxCount, DoubleSupplier value) {
        return DoubleStream.generate(value).limit(random.nextInt(maxCount + 1)).toArray();
    }

    private static double anyFinite(SplittableRandom random) {
        double value = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(value) ? value : Double.longBitsToDouble(random.nextLong() & ~(1L << 62));
    }

    private static double[] concat(double[] first, double[] second) {
        return DoubleStream.concat(DoubleStream.of(first), DoubleStream.of(second))
                .toArray();
    }
}
