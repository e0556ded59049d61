package dev.asof.registry.compute.expression.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

class CaseMappingTest {

    @Test
    void asciiLettersMap() {
        for (int codePoint = 0; codePoint < 128; codePoint++) {
            boolean capital = codePoint >= 'A' && codePoint <= 'Z';
            boolean small = codePoint >= 'a' && codePoint <= 'z';
            assertThat(CaseMapping.lower().apply(codePoint)).isEqualTo(capital ? codePoint + 32 : codePoint);
            assertThat(CaseMapping.upper().apply(codePoint)).isEqualTo(small ? codePoint - 32 : codePoint);
        }
    }

    @Test
    void lettersWithoutOneCounterpartStay() {
        assertThat(CaseMapping.upper().apply('ß')).isEqualTo('ß');
        assertThat(CaseMapping.lower().apply('İ')).isEqualTo('i');
        assertThat(CaseMapping.upper().apply('ı')).isEqualTo('I');
        assertThat(CaseMapping.lower().apply('日')).isEqualTo('日');
    }

    /** JDK 24 and 25 have Unicode 16.0; U+1C8A is a letter that came with it. */
    @Test
    void theTableIsThatOfItsUnicodeVersion() {
        assumeTrue(Runtime.version().feature() >= 24 && Runtime.version().feature() <= 25);
        CaseMapping lower = CaseMapping.lower();
        CaseMapping upper = CaseMapping.upper();
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            boolean same = lower.apply(codePoint) == Character.toLowerCase(codePoint)
                    && upper.apply(codePoint) == Character.toUpperCase(codePoint);
            assertThat(same).as("U+%04X", codePoint).isTrue();
        }
        assertThat(upper.apply(0x1C8A)).isEqualTo(0x1C89);
    }
}
