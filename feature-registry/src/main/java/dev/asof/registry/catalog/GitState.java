package dev.asof.registry.catalog;

/**
 * Which commit the definitions come from.
 *
 * @param commit the commit's id in hex
 * @param workTree whether definition files differ from the commit
 */
public record GitState(String commit, WorkTree workTree) {

    /** Whether the files are the commit's. */
    public enum WorkTree {
        CLEAN,
        /** A YAML file is changed, added or missing. */
        DIRTY
    }
}
