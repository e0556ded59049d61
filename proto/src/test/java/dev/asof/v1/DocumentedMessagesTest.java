package dev.asof.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The messages shown in the documentation are messages of the contract, written as protobuf writes them. */
class DocumentedMessagesTest {
    private static final Path PAGE = Path.of("../docs/serving-api.md");
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- asof\\.v1\\.(\\w+) -->\n```json\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleIsAMessageInItsCanonicalForm() throws IOException {
        String page = Files.readString(PAGE);
        List<MatchResult> examples = EXAMPLE.matcher(page).results().toList();
        assertThat(examples)
                .hasSize((int) page.lines().filter("```json"::equals).count())
                .isNotEmpty();

        for (MatchResult example : examples) {
            DynamicMessage.Builder message = DynamicMessage.newBuilder(messageType(example.group(1)));
            JsonFormat.parser().merge(example.group(2), message);
            assertThat(JsonParser.parseString(JsonFormat.printer().print(message)))
                    .as(example.group())
                    .isEqualTo(JsonParser.parseString(example.group(2)));
        }
    }

    @Test
    void everyMethodAndEveryStatusIsNamed() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(List.of(ServingProto.getDescriptor(), IngestProto.getDescriptor(), AdminProto.getDescriptor()))
                .flatExtracting(FileDescriptor::getServices)
                .flatExtracting(service -> service.getMethods())
                .isNotEmpty()
                .allSatisfy(method -> assertThat(page).contains("| `" + method.getName() + "` |"));
        for (ValueStatus status : ValueStatus.values()) {
            if (status != ValueStatus.VALUE_STATUS_UNSPECIFIED && status != ValueStatus.UNRECOGNIZED) {
                assertThat(page).contains("| `" + status + "` | " + status.getNumber() + " |");
            }
        }
    }

    private static Descriptor messageType(String name) {
        return List.of(
                        AdminProto.getDescriptor(),
                        ErrorsProto.getDescriptor(),
                        IngestProto.getDescriptor(),
                        ServingProto.getDescriptor(),
                        TypesProto.getDescriptor())
                .stream()
                .map(file -> file.findMessageTypeByName(name))
                .filter(type -> type != null)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no message " + name));
    }
}
