package dev.asof.registry.compute.zone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeZoneDatabaseTest {

    /**
     * A change here comes with another version of the database: say in the changelog which version that is, because views
     * over zones whose rules it changes have to be raised.
     */
    @Test
    void theDatabaseIsTheOneThatTheChangelogNames() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String name : TimeZoneDatabase.names()) {
            String rules = NamedZone.find(name).orElseThrow().rules();
            digest.update((name + " " + rules + "\n").getBytes(StandardCharsets.UTF_8));
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("a2160482d19f1397a5f390f8c94f8fdb49e4bc2ff6dc9510c77ed312e085547d");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "America/St_Johns",
                "America/Sao_Paulo",
                "Asia/Kathmandu",
                "Australia/Lord_Howe",
                "Pacific/Apia"
            })
    void localTimesAreThoseOfThisJava(String name) {
        TimeZoneRules rules = NamedZone.find(name).orElseThrow().currentRules();
        ZoneId zone = ZoneId.of(name);
        SplittableRandom random = new SplittableRandom(4711);
        for (int i = 0; i < 20_000; i++) {
            long seconds = random.nextLong(-62_000_000_000L, 250_000_000_000L) / (i % 2 == 0 ? 1 : 60);
            if (i % 4 == 0) {
                var change = zone.getRules().nextTransition(Instant.ofEpochSecond(seconds));
                seconds = change == null ? seconds : change.toEpochSecond() + random.nextLong(-90_000, 90_000);
            }
            long micros = seconds * 1_000_000;
            ZonedDateTime there = Instant.ofEpochSecond(seconds).atZone(zone);
            assertThat(rules.localTime(micros)).isEqualTo(micros(there.toLocalDateTime()));
            LocalDateTime local = LocalDateTime.ofEpochSecond(seconds, 0, ZoneOffset.UTC);
            assertThat(rules.instantOf(micros))
                    .isEqualTo(micros(LocalDateTime.ofInstant(local.atZone(zone).toInstant(), ZoneOffset.UTC)));
        }
    }

    @Test
    void whatClocksShowTwiceIsTheEarlierAndWhatTheySkipIsShifted() {
        TimeZoneRules berlin = NamedZone.find("Europe/Berlin").orElseThrow().currentRules();
        assertThat(berlin.instantOf(micros("2020-10-25T02:30:00Z"))).isEqualTo(micros("2020-10-25T00:30:00Z"));
        assertThat(berlin.instantOf(micros("2020-03-29T02:30:00Z"))).isEqualTo(micros("2020-03-29T01:30:00Z"));
        assertThat(berlin.firstInstantAt(micros("2020-03-29T02:30:00Z"))).isEqualTo(micros("2020-03-29T01:00:00Z"));
    }

    @Test
    void aZoneWhoseRulesWereOthersIsRefused() {
        NamedZone berlin = NamedZone.find("Europe/Berlin").orElseThrow();
        berlin.requireCurrent();
        assertThatThrownBy(() -> new NamedZone("Europe/Berlin", "0123456789abcdef").requireCurrent())
                .hasMessageContaining("'Europe/Berlin' had other rules");
        assertThat(NamedZone.find("Europe/Berln")).isEmpty();
    }

    private static long micros(LocalDateTime time) {
        return micros(time.toInstant(ZoneOffset.UTC).toString());
    }

    private static long micros(String time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time));
    }
}
