package dev.asof.registry.compute.program;

/** Whether a block's own events are versions among others of the same events. */
enum LeafVersions {
    /** Each is the only one. */
    SINGLE,
    /** Of one of them there are others, in the block or elsewhere. */
    SEVERAL
}
