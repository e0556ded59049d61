/**
 * The compiled form of a feature view, and the one computation of its values. Both stores hand over rows and questions
 * and take what comes back; nothing else decides a value.
 *
 * <p>Where to look, each with what stands around it:
 *
 * <ul>
 *   <li>what a view is: {@link FeatureProgram}, with its features ({@link FeatureSpec});
 *   <li>which events can matter to a question, and for how long an answer lasts: {@link Sight}, {@link EntitySight}, {@code ReachInTime}, {@code
 *       NextExpiry}, {@code LastingAnswers};
 *   <li>the order of events: {@code EventOrder}, {@code EventSort}, {@code SortedRows};
 *   <li>versions of events, and which of them stands: {@code EventVersions}, {@code StandingEvents};
 *   <li>answers over events in memory: {@link Timelines}, {@code FeatureAnswer}, {@code WindowAnswer}, and {@code EventBlocks} for windows that share
 *       their work;
 *   <li>answers over stored blocks, for entities with many events: {@link EventTree} and all that begins with Tree, Block or Leaf. {@link
 *       BlockStorage} is what a store gives, {@code BlockCodec} the bytes.
 * </ul>
 *
 * The last two ask the same inner classes about versions, filters and windows, which is why they are one package.
 */
@NullMarked
package dev.asof.registry.compute.program;

import org.jspecify.annotations.NullMarked;
