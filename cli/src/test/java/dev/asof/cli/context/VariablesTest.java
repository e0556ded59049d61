package dev.asof.cli.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VariablesTest {
    private static final Pattern NAME = Pattern.compile("\\bASOF_[A-Z_]*[A-Z]");

    /** Where the launcher, tests and documents lie that use variables. */
    private static final List<Path> USERS = List.of(
            Path.of("../asof"),
            Path.of("../.ci"),
            Path.of("../docs"),
            Path.of("../integration-tests"),
            Path.of("../pom.xml"));

    @Test
    void aVariableThatMeansNothingIsToldWithTheNearestThatDoes() {
        assertThat(Variables.warnings(Map.of("ASOF_PROT", "7451", "ASOF_JAVA_OPT", "-Xmx1g")))
                .containsExactly(
                        "There is no variable 'ASOF_JAVA_OPT' that Asof reads, so it is ignored. Did you mean 'ASOF_JAVA_OPTS'?",
                        "There is no variable 'ASOF_PROT' that Asof reads, so it is ignored. Did you mean 'ASOF_PORT'?");
    }

    @Test
    void whereNoNameIsNearNoneIsNamed() {
        assertThat(Variables.warnings(Map.of("ASOF_QUXQUX", "1")))
                .containsExactly("There is no variable 'ASOF_QUXQUX' that Asof reads, so it is ignored.");
    }

    @Test
    void othersVariablesAndEmptyOnesAreNotLookedAt() {
        assertThat(Variables.warnings(Map.of("PATH", "/bin", "MY_ASOF_PROT", "1", "asof_prot", "1", "ASOF_PROT", " ")))
                .isEmpty();
    }

    @Test
    void allThatSettingsAndTheTreeUseAreKnown() throws IOException {
        Map<String, String> used = Stream.concat(
                        usedInTheTree().stream(), Stream.of(Setting.values()).map(Setting::variable))
                .collect(Collectors.toMap(name -> name, name -> "1", (one, same) -> one));
        assertThat(used).containsKeys("ASOF_JAVA_OPTS", "ASOF_REAL_DATA", "ASOF_LOG_FORMAT");
        assertThat(Variables.warnings(used)).isEmpty();
    }

    private static Set<String> usedInTheTree() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path user : USERS) {
            try (Stream<Path> files = Files.walk(user)) {
                for (Path file : files.filter(VariablesTest::isText).toList()) {
                    NAME.matcher(Files.readString(file)).results().forEach(found -> names.add(found.group()));
                }
            }
        }
        return names;
    }

    private static boolean isText(Path file) {
        return Files.isRegularFile(file)
                && !file.startsWith("../integration-tests/target")
                && (!file.getFileName().toString().contains(".")
                        || Stream.of(".java", ".md", ".xml", ".py", ".sh")
                                .anyMatch(end -> file.getFileName().toString().endsWith(end)));
    }
}
