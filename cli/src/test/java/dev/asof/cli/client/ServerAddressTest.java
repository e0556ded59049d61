package dev.asof.cli.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0:7450", "[::]:7450"})
    void aServerOnAllAddressesIsReachedByTheNameThatCertificatesHave(String listening) {
        assertThat(ServerAddress.parse(listening).fromItsMachine()).hasToString("localhost:7450");
    }

    @Test
    void aServerOnOneAddressIsReachedThere() {
        assertThat(ServerAddress.parse("[::1]:7450").fromItsMachine()).hasToString("[::1]:7450");
    }
}
