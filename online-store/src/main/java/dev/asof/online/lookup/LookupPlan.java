package dev.asof.online.lookup;

import dev.asof.online.live.LiveView;
import dev.asof.registry.compute.schema.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a selection is answered: what can be found out before any row is there. Immutable and thread-safe.
 *
 * @param keys the key columns' names and types
 * @param views each view and role that is asked, once
 */
record LookupPlan(ResolvedSelection selection, Schema keys, List<AskedView> views) {

    LookupPlan {
        views = List.copyOf(views);
    }

    private record ViewAndRole(LiveView view, String role) {}

    static LookupPlan of(ResolvedSelection selection) {
        Map<ViewAndRole, List<Integer>> positions = new LinkedHashMap<>();
        for (int i = 0; i < selection.features().size(); i++) {
            SelectedFeature feature = selection.features().get(i);
            positions
                    .computeIfAbsent(new ViewAndRole(feature.view(), feature.role()), each -> new ArrayList<>())
                    .add(i);
        }
        List<AskedView> views = new ArrayList<>();
        positions.forEach((asked, at) -> views.add(asked(selection, asked, at)));
        return new LookupPlan(selection, selection.keySchema(), views);
    }

    private static AskedView asked(ResolvedSelection selection, ViewAndRole asked, List<Integer> positions) {
        int[] at = positions.stream().mapToInt(Integer::intValue).toArray();
        int[] features = positions.stream()
                .mapToInt(position -> selection.features().get(position).index())
                .toArray();
        return new AskedView(asked.view(), asked.role(), asked.view().program().asking(features), at);
    }
}
