package dev.asof.registry.catalog;

import java.util.List;

/**
 * What an apply would do to one definition.
 *
 * @param name the name, with the version for views and services
 * @param differences what changes in it; empty where it comes or goes as a whole
 */
public record Change(Effect effect, DefinitionKind kind, String name, List<FieldDifference> differences) {

    public Change {
        differences = List.copyOf(differences);
    }

    /** The ways in which a definition changes. */
    public enum Effect {
        /** It is new. */
        ADDED("+", ""),
        /** It is in the files again and means what it meant. */
        RELISTED("+", "is in the files again"),
        /** It changes without a change of any value. */
        UPDATED("~", ""),
        /** An entity or source changes what versions to come will mean. */
        REDEFINED("~", ""),
        /** It left the files; what is registered stays registered. */
        UNLISTED("-", "is no longer in the files, and stays registered"),
        /** Its meaning changes without a new version, so that the apply is refused. */
        REFUSED("!", "would change its meaning; it needs a new version");

        private final String sign;
        private final String remark;

        Effect(String sign, String remark) {
            this.sign = sign;
            this.remark = remark;
        }

        /** The sign before it in a plan. */
        public String sign() {
            return sign;
        }

        String remark() {
            return remark;
        }
    }

    /** The change in one line, such as {@code + feature view customer_spend@1}. */
    public String summary() {
        String remark = effect.remark().isEmpty() ? "" : " " + effect.remark();
        return effect.sign() + " " + kind.displayName() + " " + name + remark;
    }
}
