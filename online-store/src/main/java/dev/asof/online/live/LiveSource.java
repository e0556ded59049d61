package dev.asof.online.live;

import dev.asof.online.state.RowCodec;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.event.SourceContract;
import java.util.List;

/**
 * A source as it is applied now, known to the state.
 *
 * @param id its number in the state
 * @param contract of all its columns
 * @param check of that contract
 * @param codec of its rows
 * @param views the applied versions of the views that read it
 */
public record LiveSource(
        int id,
        EventSource definition,
        SourceContract contract,
        ContractCheck check,
        RowCodec codec,
        List<LiveView> views) {

    public LiveSource {
        views = List.copyOf(views);
    }

    static LiveSource of(int id, EventSource definition, List<LiveView> views) {
        SourceContract contract = definition.contract(definition.schema().names());
        return new LiveSource(
                id, definition, contract, new ContractCheck(contract), new RowCodec(contract.schema()), views);
    }

    public String name() {
        return definition.name();
    }

    public boolean hasUniqueKey() {
        return !definition.uniqueKey().isEmpty();
    }
}
