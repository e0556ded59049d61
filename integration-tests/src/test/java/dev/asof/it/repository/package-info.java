/** Scenarios as a feature repository with definitions and files, as a user would have it. */
@NullMarked
package dev.asof.it.repository;

import org.jspecify.annotations.NullMarked;
