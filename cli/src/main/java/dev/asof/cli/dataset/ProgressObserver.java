package dev.asof.cli.dataset;

import dev.asof.offline.sweep.SweepObserver;

/** Shows how far an offline build is. */
public record ProgressObserver(dev.asof.cli.console.Progress line) implements SweepObserver {

    @Override
    public void progressed(Progress progress) {
        String what = switch (progress.phase()) {
            case SCAN -> "reading events";
            case ANSWER -> "computing";
            case WRITE -> "writing";
        };
        line.update(what, progress.done(), progress.total());
    }
}
