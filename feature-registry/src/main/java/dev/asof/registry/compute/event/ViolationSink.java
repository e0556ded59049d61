package dev.asof.registry.compute.event;

/** Takes the violations of one column. */
@FunctionalInterface
interface ViolationSink {
    void accept(int row, Violation.Reason reason, String message);
}
