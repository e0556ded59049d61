/** Servers that are killed, lose power, run out of disk or read what was damaged, while producers send to them. */
@NullMarked
package dev.asof.it.fault;

import org.jspecify.annotations.NullMarked;
