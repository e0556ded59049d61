package dev.asof.online.lookup;

import dev.asof.online.live.LiveView;
import dev.asof.registry.compute.program.FeatureProgram;

/**
 * A view that a selection asks about the entity of one role.
 *
 * @param entity which of the plan's entities it is asked about
 * @param program the view's, of the asked features alone
 * @param counts what was answered of the view, in all selections
 */
record AskedLiveView(LiveView view, int entity, FeatureProgram program, ViewCounts counts) {}
