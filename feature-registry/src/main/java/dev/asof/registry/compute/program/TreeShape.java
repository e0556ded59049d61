package dev.asof.registry.compute.program;

/**
 * How large the blocks of an {@link EventTree} grow. Trees of different shapes can be read alike.
 *
 * @param leafEvents the most events of a block, at least 1
 * @param fanout the most blocks below one block, at least 2
 * @param rootBlocks the most blocks at the root, at least 1
 */
public record TreeShape(int leafEvents, int fanout, int rootBlocks) {
    /** Blocks of 128 events, 32 below one, 16 at the root: a million events are four levels. */
    public static final TreeShape DEFAULT = new TreeShape(128, 32, 16);

    public TreeShape {
        if (leafEvents < 1 || fanout < 2 || rootBlocks < 1) {
            throw new IllegalArgumentException(
                    "No tree has blocks of " + leafEvents + ", " + fanout + ", " + rootBlocks);
        }
    }
}
