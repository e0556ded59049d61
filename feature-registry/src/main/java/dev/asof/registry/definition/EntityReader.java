package dev.asof.registry.definition;

import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.schema.DataType;
import dev.asof.registry.diagnostic.Located;
import dev.asof.registry.diagnostic.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an entity. */
final class EntityReader {
    private EntityReader() {}

    static Optional<DeclaredEntity> read(YamlNode.Mapping mapping, Problems problems) {
        MappingReader reader = MappingReader.open(mapping, Shape.ENTITY, problems);
        Optional<Located<String>> name = reader.require("entity", Values.NAME);
        Optional<List<DeclaredEntity.Key>> keys = reader.require("keys", EntityReader::keys);
        var attributes = reader.attributes();
        return name.isPresent() && keys.isPresent()
                ? Optional.of(new DeclaredEntity(name.get(), keys.get(), attributes))
                : Optional.empty();
    }

    private static Optional<List<DeclaredEntity.Key>> keys(YamlNode node, Problems problems) {
        Optional<YamlNode.Mapping> mapping = Values.mapping(node, problems);
        if (mapping.isEmpty()) {
            return Optional.empty();
        }
        List<DeclaredEntity.Key> keys = new ArrayList<>();
        var entries = MappingReader.uniqueEntries(mapping.get(), problems).values();
        for (YamlNode.Entry entry : entries) {
            Optional<Located<String>> name = Values.name(entry.key(), problems);
            Optional<DataType> type =
                    Values.TYPE.read(entry.value(), problems).filter(read -> canBeKey(entry, read, problems));
            if (name.isPresent() && type.isPresent()) {
                keys.add(new DeclaredEntity.Key(name.get(), type.get()));
            }
        }
        if (entries.isEmpty()) {
            problems.report(node.place(), "an entity has at least one key, such as {customer_id: int64}");
        }
        return keys.isEmpty() || keys.size() < entries.size() ? Optional.empty() : Optional.of(keys);
    }

    private static boolean canBeKey(YamlNode.Entry entry, DataType type, Problems problems) {
        if (!EntityKeyCodec.canBeKey(type)) {
            problems.report(
                    entry.value().place(),
                    type.displayName()
                            + " cannot be a key: equal keys must be equal in every bit. Use int64 or string");
        }
        return EntityKeyCodec.canBeKey(type);
    }
}
