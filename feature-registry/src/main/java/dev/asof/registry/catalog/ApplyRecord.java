package dev.asof.registry.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One apply in the registry's history.
 *
 * @param number from 1, without gaps
 * @param appliedAt when, as the caller says
 * @param git the commit of the definitions, empty outside of Git
 * @param changes what changed, a line each, such as {@code + feature view customer_spend@1}
 */
public record ApplyRecord(long number, Instant appliedAt, Optional<GitState> git, List<String> changes) {

    public ApplyRecord {
        changes = List.copyOf(changes);
    }
}
