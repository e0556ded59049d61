package dev.asof.online.state.entity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class FoldVersionsTest {
    private static final byte[] ENTITY = {7};
    private static final byte[] OTHER = {8};

    private final FoldVersions folds = new FoldVersions();

    @Test
    void aMomentBetweenFoldsHasTheVersionOfTheLastFold() {
        FoldVersions.Moment before = folds.moment(() -> null);
        long first = folds.of(ENTITY, before);
        folds.fold(List.of(ENTITY), () -> {});
        FoldVersions.Moment after = folds.moment(() -> null);
        assertThat(first).isZero();
        assertThat(folds.of(ENTITY, after)).isGreaterThan(first);
        assertThat(folds.of(OTHER, after)).isEqualTo(first);
    }

    @Test
    void anEntityThatWasFoldedAfterTheMomentHasNoSureVersion() {
        FoldVersions.Moment before = folds.moment(() -> null);
        folds.fold(List.of(ENTITY), () -> {});
        assertThat(folds.of(ENTITY, before)).isNegative();
        assertThat(folds.of(OTHER, before)).isZero();
    }

    @Test
    void aMomentWithinAFoldHasNoSureVersion() {
        AtomicReference<FoldVersions.Moment> within = new AtomicReference<>();
        folds.fold(List.of(ENTITY), () -> within.set(folds.moment(() -> null)));
        assertThat(folds.of(ENTITY, within.get())).isNegative();
        assertThat(folds.of(OTHER, within.get())).isNegative();
    }

    @Test
    void aMomentDuringWhichAFoldBeginsHasNoSureVersion() {
        FoldVersions.Moment during = folds.moment(() -> {
            folds.fold(List.of(ENTITY), () -> {});
            return null;
        });
        assertThat(folds.of(ENTITY, during)).isNegative();
    }
}
