package dev.asof.offline.sweep;

import dev.asof.offline.archive.EventArchive;
import dev.asof.offline.input.DataFile;
import dev.asof.offline.input.SourceInput;
import dev.asof.registry.archive.LoadLedger;
import dev.asof.registry.compute.admission.AdmittedRows;
import dev.asof.registry.compute.schema.ColumnBatch;
import dev.asof.registry.compute.schema.LongColumn;
import dev.asof.registry.error.AsofException;
import dev.asof.registry.error.ErrorCode;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** When the server accepted the events of one file for one view. */
sealed interface Acceptance {

    /** Per event of a batch, in microseconds; null where each is always accepted. */
    long @Nullable [] of(ColumnBatch rows, AdmittedRows admitted);

    /** That of a view whose questions have a bound. */
    static Acceptance of(ViewQuestions view, SourceInput input, DataFile file) {
        return switch (file.origin()) {
            case FILE -> new ByLoad(input.ledger().of(view.program().ref(), file.sha256()));
            case ARCHIVE -> new ByEvent();
        };
    }

    /** No question has a bound. */
    record Always() implements Acceptance {
        @Override
        public long @Nullable [] of(ColumnBatch rows, AdmittedRows admitted) {
            return null;
        }
    }

    /** The archive says it of each event. */
    record ByEvent() implements Acceptance {
        @Override
        public long[] of(ColumnBatch rows, AdmittedRows admitted) {
            OptionalInt column = rows.schema().find(EventArchive.ACCEPTED_AT);
            if (column.isEmpty()) {
                throw new AsofException(
                        ErrorCode.CORRUPT_DATA,
                        "Cannot read the archive: column '" + EventArchive.ACCEPTED_AT
                                + "' is missing. Restore the file, or move it out of the archive.");
            }
            LongColumn acceptedAt = (LongColumn) rows.column(column.getAsInt());
            long[] times = new long[admitted.rows().length];
            for (int i = 0; i < times.length; i++) {
                times[i] = acceptedAt.values()[admitted.rows()[i]];
            }
            return times;
        }
    }

    /** The server took the file's events with its loads, or never. */
    record ByLoad(LoadLedger loads) implements Acceptance {
        @Override
        public long[] of(ColumnBatch rows, AdmittedRows admitted) {
            long[] eventTimes = admitted.eventTimes();
            long[] times = new long[admitted.rows().length];
            for (int i = 0; i < times.length; i++) {
                times[i] = loads.acceptedAtMicros(eventTimes[i]);
            }
            return times;
        }
    }
}
