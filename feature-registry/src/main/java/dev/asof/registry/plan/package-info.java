/**
 * What a list of features asks for: the views to be asked, in their roles, the columns that the asking rows need, and the
 * features that are then computed from others. Both stores answer by one plan.
 */
@NullMarked
package dev.asof.registry.plan;

import org.jspecify.annotations.NullMarked;
