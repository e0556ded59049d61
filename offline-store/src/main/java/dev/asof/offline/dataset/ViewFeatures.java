package dev.asof.offline.dataset;

import dev.asof.registry.catalog.FeatureRef;
import dev.asof.registry.catalog.FeatureView;
import java.util.List;
import java.util.stream.IntStream;

/** Where a service's feature stands among its views. */
final class ViewFeatures {
    private ViewFeatures() {}

    static int viewIndex(FeatureRef feature, List<FeatureView> views) {
        return IntStream.range(0, views.size())
                .filter(i -> views.get(i).id().equals(feature.view()))
                .findFirst()
                .orElseThrow();
    }

    static int featureIndex(FeatureRef feature, FeatureView view) {
        return IntStream.range(0, view.features().size())
                .filter(i -> view.features().get(i).name().equals(feature.feature()))
                .findFirst()
                .orElseThrow();
    }
}
