package dev.asof.online;

import dev.asof.online.load.LoadReport;
import java.util.List;

/**
 * What a load did, and what can be asked after it.
 *
 * @param views the versions of feature views that use the loaded sources
 */
public record LoadSummary(LoadReport report, List<StoreStatus.ViewStatus> views) {

    public LoadSummary {
        views = List.copyOf(views);
    }
}
