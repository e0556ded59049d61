/**
 * Answers questions about features from the rows of files: scans each source once for all views, brings the events of an
 * entity together, and hands them with the questions to the views' programs. It decides no value.
 */
@NullMarked
package dev.asof.offline.sweep;

import org.jspecify.annotations.NullMarked;
