package dev.asof.registry.compute.expression.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSearchTest {
    private static final ObjectMapper JACKSON =
            new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private static final List<String> PIECES = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"a\"",
            "\"\\u0041\"",
            "\"\\\"\"",
            "1",
            "-0",
            "0.5",
            "1e5",
            "01",
            "1.",
            "-",
            "true",
            "fals",
            "null",
            " ",
            "\n",
            "\"",
            "\\",
            "\u0001",
            "é",
            "\"é\"",
            "+1",
            ".5",
            "1E",
            "\t",
            "\"\\/\"",
            "\"\\q\"");

    private static JsonSearch search(String text, String path) {
        byte[] data = ("??" + text + "!").getBytes(StandardCharsets.UTF_8);
        JsonPath read = ((JsonPath.Read) JsonPath.read(path)).path();
        return JsonSearch.of(data, 2, data.length - 1, read);
    }

    private static boolean jacksonReads(String text) {
        try {
            return !text.isBlank() && JACKSON.readTree(text) != null;
        } catch (JsonProcessingException malformed) {
            return false;
        }
    }

    @Test
    void whatIsJsonToOthersIsJsonHere() {
        int sound = 0;
        for (long seed = 0; seed < 200_000; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i >= 0; i--) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            }
            boolean expected = jacksonReads(text.toString());
            sound += expected ? 1 : 0;
            assertThat(search(text.toString(), "$.a[0]").isMalformed())
                    .as(text.toString())
                    .isEqualTo(!expected);
        }
        assertThat(sound).isGreaterThan(5_000);
    }

    @Test
    void nestingIsBoundedAndNeedsLittleStack() throws InterruptedException {
        assertThat(search("[".repeat(64) + "]".repeat(64), "$").isMalformed()).isFalse();
        Throwable[] thrown = new Throwable[1];
        Thread small = new Thread(
                null,
                () -> assertThat(search("[".repeat(1_000_000), "$").isMalformed())
                        .isTrue(),
                "small-stack",
                128 << 10);
        small.setUncaughtExceptionHandler((thread, failure) -> thrown[0] = failure);
        small.start();
        small.join();
        assertThat(thrown[0]).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "$.", "$a", "$[", "$[-1]", "$[x]", "$['a']", "$.a b", "$..a", "$[1234567]", "$.*", "$ "
            })
    void whatIsNoPathIsRefused(String path) {
        assertThat(JsonPath.read(path)).isInstanceOf(JsonPath.Refused.class);
    }

    @Test
    void aPathIsBounded() {
        assertThat(JsonPath.read("$" + ".a".repeat(32))).isInstanceOf(JsonPath.Read.class);
        assertThat(((JsonPath.Refused) JsonPath.read("$" + ".a".repeat(33))).reason())
                .contains("at most 32");
        assertThat(((JsonPath.Refused) JsonPath.read("$" + "[0]".repeat(1_000_000))).reason())
                .contains("at most 500");
    }

    @Test
    void theLastOfEqualNamesStandsWithAllThatIsInIt() {
        assertThat(search("{\"a\": {\"b\": 1}, \"a\": {}}", "$.a.b").isFound()).isFalse();
        assertThat(search("{\"a\": {}, \"a\": {\"b\": 1}}", "$.a.b").isFound()).isTrue();
        assertThat(search("{\"a\": [1], \"a\": 2}", "$.a[0]").isFound()).isFalse();
    }
}
