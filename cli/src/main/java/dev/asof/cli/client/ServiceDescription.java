package dev.asof.cli.client;

import dev.asof.registry.compute.schema.DataType;
import java.util.List;

/** What a feature service needs to be asked, and what it answers. */
public record ServiceDescription(
        String name, int version, List<KeyColumn> keys, List<RequestColumn> request, List<Feature> features) {

    /** A column of the question. */
    public record KeyColumn(String name, DataType type) {}

    /** A column that features are computed from. */
    public record RequestColumn(String name, DataType type) {}

    /** A feature of the answer: its column's name, and what it is. */
    public record Feature(String name, String ref, DataType type) {}

    public ServiceDescription {
        keys = List.copyOf(keys);
        request = List.copyOf(request);
        features = List.copyOf(features);
    }

    /** {@code name@version}. */
    public String versioned() {
        return name + "@" + version;
    }
}
