package dev.asof.registry.catalog;

import dev.asof.registry.compute.schema.Schema;

/**
 * What features are about, such as a customer.
 *
 * @param keys the key columns, typed, in the order of the definition
 */
public record Entity(String name, Schema keys, Attributes attributes) {}
