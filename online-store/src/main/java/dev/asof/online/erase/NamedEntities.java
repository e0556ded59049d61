package dev.asof.online.erase;

import dev.asof.online.live.LiveCatalog;
import dev.asof.registry.compute.entity.EntityKeyCodec;
import dev.asof.registry.compute.event.CheckedRows;
import dev.asof.registry.compute.event.TypeCheck;
import dev.asof.registry.compute.event.Violation;
import dev.asof.registry.compute.schema.Column;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.Field;
import dev.asof.registry.compute.schema.ScalarType;
import dev.asof.registry.compute.schema.Schema;
import dev.asof.registry.compute.schema.Value;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The entities that are meant by the names and values of keys, as people write them. */
public final class NamedEntities {
    private NamedEntities() {}

    /**
     * An entity.
     *
     * @param name the name of its kind
     * @param keys its keys' names and types
     * @param encodedKey its key, encoded
     */
    public record NamedEntity(String name, Schema keys, byte[] encodedKey) {}

    /** A kind of entity. */
    private record Kind(String name, Schema keys) {
        @Override
        public String toString() {
            return name + " (" + String.join(", ", keys.names()) + ")";
        }
    }

    /**
     * The entities, one of each kind whose keys have these names and can have these values; a kind may have had keys of several types.
     *
     * @param keys the text of each key by name
     * @throws AsofException INVALID_ARGUMENT if there is none
     */
    public static List<NamedEntity> find(Map<String, String> keys, LiveCatalog catalog) {
        return find(keys, kinds(catalog));
    }

    /**
     * The entities of the kind that is named, or else of the only kind that has any.
     *
     * @param kind the name of the kind
     * @param keys the text of each key by name
     * @throws AsofException INVALID_ARGUMENT if there is none, or they are of several kinds
     */
    static List<NamedEntity> ofOneKind(Optional<String> kind, Map<String, String> keys, LiveCatalog catalog) {
        List<Kind> kinds = kinds(catalog);
        List<NamedEntity> found = find(keys, kind.isEmpty() ? kinds : named(kind.get(), kinds));
        Set<String> names = found.stream().map(NamedEntity::name).collect(Collectors.toCollection(TreeSet::new));
        if (names.size() > 1) {
            throw unclear(names, keys);
        }
        return found;
    }

    /** Whether keys of such entities have other types in other versions of views. */
    static boolean haveOtherTypes(List<NamedEntity> entities, LiveCatalog catalog) {
        Set<String> names = entities.stream().map(NamedEntity::name).collect(Collectors.toSet());
        return kinds(catalog).stream()
                        .filter(kind -> names.contains(kind.name()))
                        .count()
                > names.size();
    }

    /** The kinds whose keys are these and more, as people read them. */
    static List<String> kindsOfMoreKeys(Set<String> keys, LiveCatalog catalog) {
        return kinds(catalog).stream()
                .filter(kind -> kind.keys().size() > keys.size()
                        && Set.copyOf(kind.keys().names()).containsAll(keys))
                .map(Kind::toString)
                .distinct()
                .toList();
    }

    private static List<Kind> kinds(LiveCatalog catalog) {
        return catalog.views().stream()
                .map(view ->
                        new Kind(view.definition().entity(), view.definition().entityKeys()))
                .distinct()
                .toList();
    }

    private static List<Kind> named(String name, List<Kind> kinds) {
        List<Kind> named =
                kinds.stream().filter(each -> each.name().equals(name)).toList();
        if (named.isEmpty()) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Cannot tell which entity is meant: no feature view is about an entity " + Quoted.of(name) + ". "
                            + thereAre(kinds));
        }
        return named;
    }

    private static List<NamedEntity> find(Map<String, String> keys, List<Kind> kinds) {
        List<NamedEntity> found = new ArrayList<>();
        List<String> refusals = new ArrayList<>();
        for (Kind kind : kinds) {
            if (Set.copyOf(kind.keys().names()).equals(keys.keySet())) {
                CheckedRows typed = typed(kind, keys);
                if (typed.violations().isEmpty()) {
                    found.add(new NamedEntity(kind.name(), kind.keys(), encode(kind, typed.rows())));
                } else {
                    refusals.add(refusal(kind, typed.violations().getFirst()));
                }
            }
        }
        if (found.isEmpty()) {
            throw new AsofException(
                    ErrorCode.INVALID_ARGUMENT,
                    refusals.isEmpty() ? unknown(keys, kinds) : String.join("\n", refusals));
        }
        return found;
    }

    private static CheckedRows typed(Kind kind, Map<String, String> keys) {
        List<Field> fields = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (Field key : kind.keys().fields()) {
            fields.add(new Field(key.name(), ScalarType.STRING));
            columns.add(Value.ofText(keys.getOrDefault(key.name(), "")).repeat(1));
        }
        return new TypeCheck(kind.keys(), Optional.empty()).check(new ColumnBatch(new Schema(fields), columns, 1));
    }

    private static byte[] encode(Kind kind, ColumnBatch typed) {
        return new EntityKeyCodec(kind.keys())
                .encode(typed.columns(), new int[] {0})
                .key(0);
    }

    private static String refusal(Kind kind, Violation violation) {
        return "Cannot tell which " + kind.name() + " is meant: " + violation.column() + ": " + violation.message()
                + ".";
    }

    private static String unknown(Map<String, String> keys, List<Kind> kinds) {
        return "Cannot tell which entity is meant: no feature view is about one with "
                + (keys.isEmpty() ? "no keys" : "the keys " + String.join(", ", keys.keySet()))
                + ". " + thereAre(kinds);
    }

    private static String thereAre(List<Kind> kinds) {
        return "There are " + kinds.stream().map(Kind::toString).distinct().collect(Collectors.joining(", ")) + ".";
    }

    private static AsofException unclear(Set<String> names, Map<String, String> keys) {
        return new AsofException(
                ErrorCode.INVALID_ARGUMENT,
                "Cannot tell which entity is meant: each of " + String.join(", ", names) + " may have the keys "
                        + keys.entrySet().stream().map(Map.Entry::toString).collect(Collectors.joining(", "))
                        + ". Name one with --entity, such as --entity "
                        + names.iterator().next() + " ('entity' in a call).");
    }
}
