package dev.asof.online.live;

import dev.asof.online.state.RowCodec;
import dev.asof.registry.catalog.EventSource;
import dev.asof.registry.compute.event.ContractCheck;
import dev.asof.registry.compute.event.SourceContract;
import dev.asof.registry.compute.schema.Schema;
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

    /**
     * Whether rows are to be offered to a view. A version whose column types the source has given up gets no more
     * events of other types, and does not stand in the way of the versions that came after it.
     *
     * @param rows the types of the rows as they come
     */
    public boolean isFor(LiveView view, Schema rows) {
        return view.program().canAdmit(contract.schema()) || view.program().canAdmit(rows);
    }

    public boolean hasUniqueKey() {
        return !definition.uniqueKey().isEmpty();
    }
}
