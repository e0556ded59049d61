package dev.asof.online.erase;

import dev.asof.registry.erasure.ErasureReceipt;
import dev.asof.registry.erasure.ErasureReceipts;
import java.util.function.UnaryOperator;

/**
 * The receipt of an erasure, kept before what it says is done. Where it cannot be kept that is done all the same, but the erasure is not
 * finished. One thread's.
 */
final class KeptReceipt {
    private final ErasureReceipts receipts;
    private final Attempts attempts;
    private ErasureReceipt receipt;

    KeptReceipt(ErasureReceipt begun, ErasureReceipts receipts, Attempts attempts) {
        this.receipt = begun;
        this.receipts = receipts;
        this.attempts = attempts;
        note(UnaryOperator.identity());
    }

    ErasureReceipt now() {
        return receipt;
    }

    void note(UnaryOperator<ErasureReceipt> change) {
        receipt = change.apply(receipt);
        attempts.run("the receipt", () -> receipts.write(receipt));
    }

    /**
     * Notes what a step does before it does it; not if it fails, and once if it is killed and begun again. Then it is the first one, as steps
     * have one order.
     */
    void noteWhile(String name, UnaryOperator<ErasureReceipt> change, Runnable step) {
        ErasureReceipt begun = receipt.begun(name);
        note(known -> change.apply(begun));
        try {
            step.run();
        } catch (RuntimeException e) {
            note(known -> begun.settled());
            throw e;
        }
        note(ErasureReceipt::settled);
    }
}
