package dev.asof.cli.registry;

import dev.asof.registry.catalog.Names;
import dev.asof.registry.catalog.VersionedName;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;

/**
 * A feature service as users name it: {@code churn@3}, or {@code churn} for the newest version.
 *
 * @param version 0 for the newest
 */
public record ServiceName(String name, int version) {

    public static ServiceName parse(String text) {
        if (Names.isName(text)) {
            return new ServiceName(text, 0);
        }
        return VersionedName.parse(text)
                .map(id -> new ServiceName(id.name(), id.version()))
                .orElseThrow(() -> new AsofException(
                        ErrorCode.INVALID_ARGUMENT,
                        "Cannot use " + Quoted.of(text)
                                + " as a feature service: write its name and version, such as churn@3."));
    }

    @Override
    public String toString() {
        return version == 0 ? name : name + "@" + version;
    }
}
