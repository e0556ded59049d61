package dev.asof.cli;

import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;

/**
 * Ctrl-C, SIGTERM and SIGHUP. The first interrupts the command, which puts away what it has begun and ends; the second ends the
 * process at once, unless it is a SIGHUP: a terminal that closes sends more than one. The JVM's own shutdown would not wait for any.
 */
final class Cancellation {
    private static final int HALTED_BY_SIGNAL = 128;

    private final Thread command;
    private final AtomicInteger signals = new AtomicInteger();

    private Cancellation(Thread command) {
        this.command = command;
    }

    /** From now on signals interrupt the calling thread. */
    static void interruptThisThread() {
        Cancellation cancellation = new Cancellation(Thread.currentThread());
        Signal.handle(new Signal("INT"), cancellation::on);
        Signal.handle(new Signal("TERM"), cancellation::on);
        Signal.handle(new Signal("HUP"), cancellation::onHangUp);
    }

    private void on(Signal signal) {
        if (signals.getAndIncrement() > 0) {
            Runtime.getRuntime().halt(HALTED_BY_SIGNAL + signal.getNumber());
        }
        command.interrupt();
    }

    private void onHangUp(Signal signal) {
        if (signals.get() == 0) {
            command.interrupt();
        }
    }

    /** Whether a failure only says that the command was interrupted. */
    static boolean caused(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof InterruptedException
                    || cause instanceof ClosedByInterruptException
                    || cause instanceof InterruptedIOException
                    || cause instanceof CancellationException) {
                return true;
            }
        }
        return false;
    }
}
