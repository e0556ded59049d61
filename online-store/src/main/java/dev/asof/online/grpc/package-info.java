/** The wire contract, translated: nothing here decides anything. */
@NullMarked
package dev.asof.online.grpc;

import org.jspecify.annotations.NullMarked;
