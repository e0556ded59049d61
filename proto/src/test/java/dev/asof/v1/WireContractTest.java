package dev.asof.v1;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.FileDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds the published contract: what was recorded once is found, unchanged, from then on. */
class WireContractTest {
    private static final String RECORD = "asof.update";
    private static final String HOW_TO_RECORD = "mvn -pl proto test -Dtest=WireContractTest -D" + RECORD + "=true";
    private static final Path RECORDED = Path.of("src/test/resources/asof-v1.txt");
    private static final Path PROTO_FILES = Path.of("src/main/protobuf/asof/v1");
    private static final String HEADER = """
            # The recorded wire contract: the lines below may gain company, and never change or go.
            # Written by: %s
            """.formatted(HOW_TO_RECORD);

    private static final List<FileDescriptor> FILES = List.of(
            AdminProto.getDescriptor(),
            ErrorsProto.getDescriptor(),
            IngestProto.getDescriptor(),
            ServingProto.getDescriptor(),
            TypesProto.getDescriptor());

    @Test
    void everythingRecordedIsUnchangedAndAdditionsAreRecorded() throws IOException {
        WireContract recorded = WireContract.parse(Files.exists(RECORDED) ? Files.readString(RECORDED) : "");
        WireContract current = WireContract.of(FILES);

        assertThat(recorded.breaksIn(current))
                .as("Incompatible changes. What was published stays as it is: put it back, and add a new field, "
                        + "message or method beside it")
                .isEmpty();
        if (Boolean.getBoolean(RECORD)) {
            Files.writeString(RECORDED, HEADER + current);
        } else {
            assertThat(recorded.additionsIn(current))
                    .as("Additions that are compatible but not recorded. Record them with: " + HOW_TO_RECORD)
                    .isEmpty();
        }
    }

    @Test
    void everyProtoFileIsHeld() throws IOException {
        try (Stream<Path> files = Files.list(PROTO_FILES)) {
            assertThat(files.map(file -> "asof/v1/" + file.getFileName()))
                    .containsExactlyInAnyOrderElementsOf(
                            FILES.stream().map(FileDescriptor::getName).toList());
        }
    }

    @Test
    void everyElementIsCommented() throws IOException {
        Pattern element = Pattern.compile("\\s*(message|enum|service|rpc|oneof|package) .*|.* = \\d+( \\[.*])?;");
        try (Stream<Path> files = Files.list(PROTO_FILES)) {
            for (Path file : files.toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 1; i < lines.size(); i++) {
                    if (element.matcher(lines.get(i)).matches()) {
                        assertThat(lines.get(i - 1).strip())
                                .as(
                                        "the line before %s:%d, '%s'",
                                        file, i + 1, lines.get(i).strip())
                                .startsWith("// ");
                    }
                }
            }
        }
    }
}
