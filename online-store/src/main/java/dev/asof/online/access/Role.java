package dev.asof.online.access;

import java.util.Locale;
import java.util.Optional;

/** What the bearer of a token may do; each role includes the ones before it. */
public enum Role {
    /** Ask for features and for the status. */
    READ,
    /** Send events. */
    WRITE,
    /** All else: load, flush the archive, see and replay the quarantine, see what is stored, compact, back up, erase. */
    ADMIN;

    /** Whether this role may do what {@code needed} may. */
    public boolean includes(Role needed) {
        return ordinal() >= needed.ordinal();
    }

    /** The name in the file of tokens. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String text) {
        for (Role role : values()) {
            if (role.text().equals(text)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
