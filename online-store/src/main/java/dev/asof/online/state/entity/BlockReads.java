package dev.asof.online.state.entity;

import dev.asof.online.state.database.Family;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * How the blocks of one entity are read.
 *
 * @param database the values by family and key
 * @param known blocks that were read before, if any of them may be used
 * @param version when the entity's blocks were last rewritten
 */
public record BlockReads(
        BiFunction<Family, byte[], Optional<byte[]>> database, Optional<KnownBlocks> known, long version) {

    /** Every block is read anew. */
    public static BlockReads anew(BiFunction<Family, byte[], Optional<byte[]>> database) {
        return new BlockReads(database, Optional.empty(), 0);
    }
}
