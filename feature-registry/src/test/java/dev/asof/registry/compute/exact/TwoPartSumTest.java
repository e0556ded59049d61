package dev.asof.registry.compute.exact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TwoPartSumTest {

    @ParameterizedTest
    @EnumSource
    void whatItTakesIsKeptExactly(DoubleGenerator generator) {
        Seeded.check(300, random -> {
            TwoPartSum sum = new TwoPartSum();
            double[] taken =
                    DoubleStream.of(generator.generate(random)).filter(sum::add).toArray();
            assertThat(Rational.sumOf(sum.rounded(), sum.errors())).isEqualTo(Rational.sumOf(taken));
            Rational.sumOf(taken).assertRoundsTo(sum.toDouble());
        });
    }

    @Test
    void nanAndInfinitiesAreNotTaken() {
        TwoPartSum sum = new TwoPartSum();
        assertThat(sum.add(Double.NaN)).isFalse();
        assertThat(sum.add(Double.POSITIVE_INFINITY)).isFalse();
        assertThat(sum.add(Double.MAX_VALUE)).isFalse();
        assertThat(sum.add(-2.5)).isTrue();
        assertThat(sum.toDouble()).isEqualTo(-2.5);
    }

    @Test
    void quotientsAtAndBesideTiesAreRoundedToEvenOrLeftUndecided() {
        Seeded.check(20_000, random -> {
            double near = Math.scalb(random.nextInt(4) == 0 ? 1 : random.nextDouble(1, 2), random.nextInt(-40, 40));
            int divisor = random.nextInt(1, 50);
            TwoPartSum sum = new TwoPartSum();
            for (int i = 0; i < divisor; i++) {
                assertThat(sum.add(near)).isTrue();
                assertThat(sum.add(random.nextInt(2) == 0 ? Math.ulp(near) / 2 : -Math.ulp(near) / 4))
                        .isTrue();
            }
            if (!sum.add(random.nextInt(-1, 2) * Math.scalb(near, -random.nextInt(60, 90)))) {
                return;
            }
            double quotient = sum.dividedBy(divisor);
            if (!Double.isNaN(quotient)) {
                Rational.sumOf(sum.rounded(), sum.errors()).dividedBy(divisor).assertRoundsTo(quotient);
            }
        });
    }
}
