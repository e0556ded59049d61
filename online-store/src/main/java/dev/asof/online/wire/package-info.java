/** The messages of the wire contract and what they stand for, in both directions: server and client share it. */
@NullMarked
package dev.asof.online.wire;

import org.jspecify.annotations.NullMarked;
