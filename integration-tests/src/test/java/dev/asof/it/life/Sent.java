package dev.asof.it.life;

import dev.asof.it.oracle.Row;
import java.util.List;

/**
 * Rows that are sent together.
 *
 * @param producer empty for none
 * @param first the sequence of the first row; 0 for none
 */
record Sent(String source, String producer, long first, List<Row> rows) {}
