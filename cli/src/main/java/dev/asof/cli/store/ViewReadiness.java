package dev.asof.cli.store;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.asof.cli.console.AsWord;
import dev.asof.online.StoreStatus.Readiness;
import dev.asof.online.StoreStatus.ViewStatus;
import java.util.List;

/**
 * Whether a version of a feature view can be asked.
 *
 * @param featureView {@code name@version}
 * @param readiness {@code ready}, {@code loading}, {@code not_loaded} or {@code not_computable} in JSON
 */
record ViewReadiness(
        String featureView,
        String fingerprint,
        @JsonSerialize(using = AsWord.class) Readiness readiness) {

    static List<ViewReadiness> of(List<ViewStatus> views) {
        return views.stream()
                .map(view -> new ViewReadiness(view.view().toString(), view.fingerprint(), view.readiness()))
                .toList();
    }
}
