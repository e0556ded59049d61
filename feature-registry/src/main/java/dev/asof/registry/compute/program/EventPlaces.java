package dev.asof.registry.compute.program;

/**
 * An order of events by entity and time. The arrays are shared, not to be changed.
 *
 * @param events per place the event that stands there
 * @param places per event its place
 * @param times per place the time of the event that stands there
 */
public record EventPlaces(int[] events, int[] places, long[] times) {}
