package dev.asof.registry.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.asof.registry.catalog.Feature;
import dev.asof.registry.catalog.FeatureView;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.compute.window.Window;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series of windows, and windows whose start is rounded. */
class WindowDefinitionsTest {
    private static final long HOUR = 3_600_000_000L;
    private static final long DAY = 24 * HOUR;

    @TempDir
    Path folder;

    @Test
    void aSeriesIsOneFeatureForEachWindow() {
        FeatureView view = view("0", "spend: {aggregate: sum(amount), windows: [1d, 48h, unbounded], default: 0}");
        assertThat(view.features())
                .extracting(Feature::name)
                .containsExactly("spend_1d", "spend_48h", "spend_unbounded");
        assertThat(window(view, "spend_1d")).isEqualTo(new Window.Sliding(DAY));
        assertThat(window(view, "spend_48h")).isEqualTo(new Window.Sliding(2 * DAY));
        assertThat(window(view, "spend_unbounded")).isEqualTo(new Window.Unbounded());
        assertThat(view.features()).allMatch(feature -> feature.defaultValue().isPresent());
    }

    @Test
    void aFeaturesOwnResolutionReplacesTheViews() {
        FeatureView view = view("1h", """
                a: {aggregate: count(*), windows: [1d, unbounded]}
                  b: {aggregate: count(*), window: 1d, resolution: 5m}
                  c: {aggregate: count(*), window: 1d, resolution: 0}
                  d: {aggregate: count(*), window: {session: 1h}}\
                """);
        assertThat(window(view, "a_1d")).isEqualTo(new Window.Sliding(DAY, HOUR));
        assertThat(window(view, "a_unbounded")).isEqualTo(new Window.Unbounded());
        assertThat(window(view, "b")).isEqualTo(new Window.Sliding(DAY, HOUR / 12));
        assertThat(window(view, "c")).isEqualTo(new Window.Sliding(DAY));
        assertThat(window(view, "d")).isEqualTo(new Window.Session(HOUR));
    }

    private FeatureView view(String resolution, String features) {
        String yaml = TestRepository.PAYMENTS.replaceAll(
                "(?s)features:\n  payments_7d.*?---",
                "resolution: " + resolution + "\nfeatures:\n  " + features + "\n---");
        TestRepository repository = new TestRepository(folder).with("a.yaml", yaml);
        assertThat(repository.problems()).isEmpty();
        return repository.definitions().views().get(new VersionedName("card_spend", 1));
    }

    private static Window window(FeatureView view, String feature) {
        return ((Feature.Aggregate) view.feature(feature).orElseThrow()).window();
    }
}
