package dev.asof.registry.compute.expression.kernel;

/**
 * The strings of one result exceed what a batch may hold. Evaluating fewer rows at a time gives the same values, so the
 * root of the expression halves the batch; a batch of one row never meets this.
 */
public final class BatchTooLarge extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BatchTooLarge() {
        super("The strings of a batch exceed " + TextOutput.MAX_BATCH_BYTES + " bytes", null, false, false);
    }
}
