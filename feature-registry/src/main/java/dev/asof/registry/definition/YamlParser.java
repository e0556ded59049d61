package dev.asof.registry.definition;

import dev.asof.registry.diagnostic.Place;
import dev.asof.registry.diagnostic.Problems;
import dev.asof.registry.diagnostic.TextFile;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Builds small trees from the parser's events. Events come one at a time, so that hostile nesting is refused at its
 * {@value #MAX_DEPTH}th level and nothing is ever expanded: anchors, aliases and tags are refused where they stand.
 */
final class YamlParser {
    static final int MAX_DEPTH = 16;

    /** The parser copies its buffer as often as it is filled, so one buffer holds the whole text. */
    private static final int MIN_BUFFER = 1024;

    private static final String SHARING =
            "anchors (&) and aliases (*) are not read in definitions; write the value out";

    private final TextFile file;
    private final Problems problems;
    private final Iterator<Event> events;

    private YamlParser(TextFile file, Problems problems) {
        this.file = file;
        this.problems = problems;
        LoadSettings settings = LoadSettings.builder()
                .setCodePointLimit(Integer.MAX_VALUE)
                .setBufferSize(Math.max(MIN_BUFFER, file.length()))
                .build();
        this.events =
                new Parse(settings).parseString(file.text(0, file.length())).iterator();
    }

    /** The documents of a file, those before a syntax error if there is one. */
    static List<YamlNode> parse(TextFile file, Problems problems) {
        List<YamlNode> documents = new ArrayList<>();
        try {
            new YamlParser(file, problems).documents(documents);
        } catch (Refused refused) {
            problems.report(refused.place, refused.problem);
        } catch (MarkedYamlEngineException syntax) {
            SyntaxProblem.report(file, syntax, problems);
        } catch (YamlEngineException other) {
            problems.report(file.start(), "this is not YAML: " + other.getMessage());
        }
        return documents;
    }

    private void documents(List<YamlNode> documents) {
        while (events.hasNext()) {
            Event event = events.next();
            if (event instanceof NodeEvent start) {
                documents.add(node(start, 1));
            }
        }
    }

    private YamlNode node(NodeEvent event, int depth) {
        Place place = place(event.getStartMark());
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar, place);
            case CollectionStartEvent start -> collection(start, place, depth);
            default -> throw new Refused(place, SHARING);
        };
    }

    private YamlNode scalar(ScalarEvent event, Place place) {
        refuseExtras(event, event.getTag(), place);
        return new YamlNode.Scalar(event.getValue(), form(event.getScalarStyle()), place, index(event.getEndMark()));
    }

    private YamlNode collection(CollectionStartEvent event, Place place, int depth) {
        if (depth > MAX_DEPTH) {
            throw new Refused(place, "this is nested too deeply: definitions have at most " + MAX_DEPTH + " levels");
        }
        refuseExtras(event, event.getTag(), place);
        return switch (event.getEventId()) {
            case SequenceStart -> sequence(place, depth);
            case MappingStart -> mapping(event, place, depth);
            default -> throw new IllegalStateException("Not a collection: " + event);
        };
    }

    private YamlNode sequence(Place place, int depth) {
        List<YamlNode> items = new ArrayList<>();
        for (Optional<NodeEvent> item = nextNode(); item.isPresent(); item = nextNode()) {
            items.add(node(item.get(), depth + 1));
        }
        return new YamlNode.Sequence(items, place);
    }

    private YamlNode mapping(CollectionStartEvent event, Place place, int depth) {
        List<YamlNode.Entry> entries = new ArrayList<>();
        for (Optional<NodeEvent> key = nextNode(); key.isPresent(); key = nextNode()) {
            YamlNode keyNode = node(key.get(), depth + 1);
            YamlNode value = node(nextNode().orElseThrow(), depth + 1);
            if (keyNode instanceof YamlNode.Scalar scalar) {
                entries.add(new YamlNode.Entry(scalar, value));
            } else {
                problems.report(keyNode.place(), "a key is a single word, not " + keyNode.describe());
            }
        }
        YamlNode.Layout layout = event.isFlow() ? YamlNode.Layout.FLOW : YamlNode.Layout.BLOCK;
        return CommaSplit.mend(file, new YamlNode.Mapping(entries, layout, place), problems);
    }

    /** The next node of the collection at hand, empty at its end. */
    private Optional<NodeEvent> nextNode() {
        return events.next() instanceof NodeEvent node ? Optional.of(node) : Optional.empty();
    }

    private void refuseExtras(NodeEvent event, Optional<String> tag, Place place) {
        if (event.getAnchor().isPresent()) {
            problems.report(place, SHARING);
        }
        if (tag.isPresent()) {
            problems.report(place, "YAML tags have no use in definitions; leave the tag out");
        }
    }

    private Place place(Optional<Mark> mark) {
        return file.place(index(mark));
    }

    private static int index(Optional<Mark> mark) {
        return mark.map(Mark::getIndex).orElse(0);
    }

    private static YamlNode.Form form(ScalarStyle style) {
        return switch (style) {
            case PLAIN, JSON_SCALAR_STYLE -> YamlNode.Form.PLAIN;
            case SINGLE_QUOTED -> YamlNode.Form.SINGLE_QUOTED;
            case DOUBLE_QUOTED -> YamlNode.Form.DOUBLE_QUOTED;
            case LITERAL, FOLDED -> YamlNode.Form.BLOCK;
        };
    }

    /** Ends the reading of a file. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Place place;
        private final String problem;

        Refused(Place place, String problem) {
            super(problem, null, false, false);
            this.place = place;
            this.problem = problem;
        }
    }
}
