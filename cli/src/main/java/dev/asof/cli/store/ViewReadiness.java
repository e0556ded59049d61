package dev.asof.cli.store;

import dev.asof.cli.console.Words;
import dev.asof.online.StoreStatus.ViewStatus;
import java.util.List;

/**
 * Whether a version of a feature view can be asked.
 *
 * @param featureView {@code name@version}
 * @param readiness {@code ready}, {@code loading}, {@code not_loaded} or {@code not_computable}
 */
record ViewReadiness(String featureView, String fingerprint, String readiness) {

    static List<ViewReadiness> of(List<ViewStatus> views) {
        return views.stream()
                .map(view -> new ViewReadiness(view.view().toString(), view.fingerprint(), Words.of(view.readiness())))
                .toList();
    }
}
