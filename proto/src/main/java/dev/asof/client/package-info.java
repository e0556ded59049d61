/**
 * A client of Asof servers for Java 17 and later: typed values, a deadline on every call, several servers in turns.
 * {@link dev.asof.client.FeatureClient} is the way in.
 */
package dev.asof.client;
