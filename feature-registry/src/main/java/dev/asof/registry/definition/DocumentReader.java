package dev.asof.registry.definition;

import dev.asof.registry.catalog.DefinitionKind;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.Quoted;
import dev.asof.registry.diagnostic.TextFile;
import dev.asof.registry.error.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the documents of one file, each of which is one definition. */
final class DocumentReader {
    private static final List<String> KINDS =
            Arrays.stream(DefinitionKind.values()).map(DefinitionKind::key).toList();
    private static final String EXPECTED =
            "a definition starts with entity, source, feature_view, on_demand or feature_service";

    /** A view also has keys that start other kinds, so the telling kinds come first. */
    private static final List<DefinitionKind> BY_TELLING = List.of(
            DefinitionKind.FEATURE_VIEW,
            DefinitionKind.ON_DEMAND,
            DefinitionKind.FEATURE_SERVICE,
            DefinitionKind.SOURCE,
            DefinitionKind.ENTITY);

    /** How many of them tell by themselves. */
    private static final int TELLING = 3;

    private static final Pattern START =
            Pattern.compile("(entity|source|feature_view|on_demand|feature_service):[ ]+([a-z0-9_]+)\\s*(#.*)?");

    private final TextFile file;
    private final Declarations declarations;
    private final Problems problems;

    /** The first lines of the definitions that were read, such as {@code entity: customer}. */
    private final List<String> read = new ArrayList<>();

    private DocumentReader(TextFile file, Declarations declarations, Problems problems) {
        this.file = file;
        this.declarations = declarations;
        this.problems = problems;
    }

    static void read(TextFile file, Declarations declarations, Problems problems) {
        new DocumentReader(file, declarations, problems).read();
    }

    private void read() {
        List<YamlNode> documents = YamlParser.parse(file, problems);
        long definitions = documents.stream().filter(this::readDocument).count();
        if (definitions == 0 && !problems.mentions(file)) {
            problems.report(file.start(), "the file defines nothing: " + EXPECTED);
        }
        if (problems.mentions(file)) {
            noteNames();
        }
    }

    /** Whether the document holds anything. */
    private boolean readDocument(YamlNode document) {
        if (document instanceof YamlNode.Scalar scalar && scalar.isNull()) {
            return false;
        }
        if (document instanceof YamlNode.Mapping mapping && !mapping.entries().isEmpty()) {
            kindOf(mapping).ifPresent(kind -> readDefinition(kind, mapping));
        } else {
            problems.report(document.place(), EXPECTED + ", this is " + document.describe());
        }
        return true;
    }

    private void readDefinition(DefinitionKind kind, YamlNode.Mapping mapping) {
        Optional<String> name = switch (kind) {
            case ENTITY -> EntityReader.read(mapping, problems).map(declarations::add);
            case SOURCE -> SourceReader.read(mapping, problems).map(declarations::add);
            case FEATURE_VIEW -> FeatureViewReader.read(mapping, problems).map(declarations::add);
            case ON_DEMAND -> OnDemandReader.read(mapping, problems).map(declarations::add);
            case FEATURE_SERVICE -> FeatureServiceReader.read(mapping, problems).map(declarations::add);
        };
        name.ifPresent(known -> read.add(kind.key() + ": " + known));
    }

    private Optional<DefinitionKind> kindOf(YamlNode.Mapping mapping) {
        List<String> keys =
                mapping.entries().stream().map(entry -> entry.key().text()).toList();
        YamlNode.Scalar first = mapping.entries().getFirst().key();
        Optional<String> meant =
                KINDS.contains(first.text()) ? Optional.empty() : NearestName.among(KINDS, first.text());
        Optional<DefinitionKind> kind =
                BY_TELLING.stream().filter(each -> keys.contains(each.key())).findFirst();
        if (kind.isEmpty()
                || (meant.isPresent() && !BY_TELLING.subList(0, TELLING).contains(kind.get()))) {
            String hint = meant.map(guess -> " Did you mean '" + guess + "'?").orElse("");
            problems.report(first.place(), Quoted.of(first.text()) + " starts no definition: " + EXPECTED + "." + hint);
            return Optional.empty();
        }
        return kind;
    }

    /** Finds what a file with mistakes was going to define, by the look of the first line of each document. */
    private void noteNames() {
        boolean first = true;
        for (String line : file.text(0, file.length()).lines().toList()) {
            if (line.startsWith("---")) {
                first = true;
            } else if (first && !line.isBlank() && !line.startsWith("#")) {
                first = false;
                noteName(START.matcher(line));
            }
        }
    }

    private void noteName(Matcher line) {
        if (line.matches() && !read.remove(line.group(1) + ": " + line.group(2))) {
            Arrays.stream(DefinitionKind.values())
                    .filter(kind -> kind.key().equals(line.group(1)))
                    .forEach(kind -> declarations.addUnread(kind, line.group(2)));
        }
    }
}
