package dev.asof.registry.compute.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.asof.registry.GoldenFile;
import dev.asof.registry.compute.aggregate.function.AggregateDeclaration;
import dev.asof.registry.compute.aggregate.function.AggregateFunction;
import dev.asof.registry.compute.aggregate.function.VersionedState;
import dev.asof.registry.compute.schema.DataType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bytes of every function's states, as they were when they were first written. A state that was kept is read for ever:
 * where bytes have to change, {@link VersionedState#VERSION} does, and these files stay and are read all the same.
 */
class GoldenStateTest {
    private static final String FOLDER = "aggregate-states";
    private static final String SEPARATOR = " | ";
    private static final int SEEDS = 3;

    static Stream<AggregateDeclaration> functions() {
        return Aggregates.declarations().stream();
    }

    @ParameterizedTest
    @MethodSource("functions")
    void statesHaveTheBytesThatTheyHad(AggregateDeclaration declaration) {
        List<String> lines = new ArrayList<>();
        for (AggregateCallForms.Form form : AggregateCallForms.of(declaration)) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                lines.add(line(form, form.function(), EventSample.of(form.types(), new SplittableRandom(seed)), seed));
            }
        }
        GoldenFile.at(file(declaration.name())).assertMatches(header(declaration) + String.join("\n", lines));
    }

    @ParameterizedTest
    @MethodSource("functions")
    void keptStatesAnswerAsTheyDid(AggregateDeclaration declaration) throws IOException {
        Map<String, String[]> kept = Files.readAllLines(GoldenFile.resource(file(declaration.name()))).stream()
                .skip(1)
                .map(line -> line.split(" \\| ", -1))
                .collect(Collectors.toMap(parts -> parts[0], parts -> parts));
        for (AggregateCallForms.Form form : AggregateCallForms.of(declaration)) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                String[] parts = Objects.requireNonNull(kept.get(call(form, seed)));
                assertKept(form.function(), parts[1], parts[2]);
            }
        }
    }

    private static <S> void assertKept(AggregateFunction<S> function, String hex, String answer) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        S state = VersionedState.decode(function, bytes);
        assertThat(EventSample.answer(function, state)).isEqualTo(answer);
        assertThat(VersionedState.encode(function, state)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @MethodSource("functions")
    void statesByGroupsHaveTheBytesThatTheyHad(AggregateDeclaration declaration) {
        List<String> lines = AggregateCallForms.of(declaration).stream()
                .flatMap(GroupedForms::of)
                .map(form -> line(form, form.function(), EventSample.of(form.types(), new SplittableRandom(2)), 2))
                .toList();
        if (!lines.isEmpty()) {
            GoldenFile.at(FOLDER + "-by-groups/" + declaration.name() + ".txt")
                    .assertMatches(header(declaration) + String.join("\n", lines));
        }
    }

    @Test
    void everyFileIsOfAFunction() throws IOException {
        try (Stream<Path> files = Files.list(GoldenFile.resource(FOLDER))) {
            List<String> names =
                    files.map(file -> FOLDER + "/" + file.getFileName()).toList();
            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(Aggregates.names().stream()
                            .map(GoldenStateTest::file)
                            .toList());
        }
    }

    @Test
    void aStateOfAnotherVersionIsRefused() {
        AggregateFunction<?> count = AggregateCallForms.of(Aggregates.declarations().stream()
                        .filter(declaration -> declaration.name().equals("count"))
                        .findFirst()
                        .orElseThrow())
                .getFirst()
                .function();
        assertThatThrownBy(() -> VersionedState.decode(count, new byte[] {9, 0}))
                .hasMessage("The state's version is 9, not 1");
        assertThatThrownBy(() -> VersionedState.decode(count, new byte[0]))
                .hasMessage("The state's version is missing, not 1");
    }

    private static String file(String name) {
        return FOLDER + "/" + name + ".txt";
    }

    private static String header(AggregateDeclaration declaration) {
        return declaration.name() + ", states of version " + VersionedState.VERSION + ": call" + SEPARATOR + "bytes"
                + SEPARATOR + "answers at 200 and 230\n";
    }

    private static <S> String line(
            AggregateCallForms.Form form, AggregateFunction<S> function, EventSample events, int seed) {
        S state = function.create();
        for (int event = 0; event < events.size(); event++) {
            function.update(state, events.input(), event);
        }
        return call(form, seed)
                + SEPARATOR
                + HexFormat.of().formatHex(VersionedState.encode(function, state))
                + SEPARATOR
                + EventSample.answer(function, state);
    }

    private static String call(AggregateCallForms.Form form, int seed) {
        return form.types().stream().map(DataType::displayName).collect(Collectors.joining(", "))
                + (form.constants().isEmpty()
                        ? ""
                        : form.constants().stream()
                                .map(constant -> constant.type().displayName())
                                .collect(Collectors.joining(", ", " with ", "")))
                + " #" + seed;
    }
}
