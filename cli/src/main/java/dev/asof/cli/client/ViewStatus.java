package dev.asof.cli.client;

/**
 * A version of a feature view in the store.
 *
 * @param featureView {@code name@version}
 * @param readiness {@code ready}, {@code loading} or {@code not_loaded}
 */
public record ViewStatus(String featureView, String fingerprint, String readiness) {}
