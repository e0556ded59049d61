/**
 * What the store knows of its sources, views, files and loads: records of the {@code meta} family, their bytes and their keys.
 */
@NullMarked
package dev.asof.online.state.catalog;

import org.jspecify.annotations.NullMarked;
