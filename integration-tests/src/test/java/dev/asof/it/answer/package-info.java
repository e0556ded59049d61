/** Answers to the questions of scenarios, in the oracle's terms, wherever they come from. */
@NullMarked
package dev.asof.it.answer;

import org.jspecify.annotations.NullMarked;
