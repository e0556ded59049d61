package dev.asof.registry.quarantine;

/** Where a quarantined row comes from. */
public sealed interface QuarantineOrigin {

    /**
     * A row of a file.
     *
     * @param path where the file lay, for people
     * @param sha256 the hash of the file's content, in lower-case hexadecimal digits; it identifies the file
     * @param row the row's position in the file, from 0
     */
    record FileRow(String path, String sha256, long row) implements QuarantineOrigin {}

    /**
     * An event that was sent to a server.
     *
     * @param producer the producer; empty if the batch named none
     * @param sequence the event's sequence; 0 if the batch had none
     */
    record IngestedEvent(String producer, long sequence) implements QuarantineOrigin {}
}
