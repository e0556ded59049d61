/**
 * The events of one entity: its record, the blocks below it, and how records are folded into blocks.
 */
@NullMarked
package dev.asof.online.state.entity;

import org.jspecify.annotations.NullMarked;
