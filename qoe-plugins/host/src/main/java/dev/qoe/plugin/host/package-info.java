/**
 * Loads plugins, contains them when they misbehave, and runs collectors on time.
 *
 * <p>Its threat model is the plugin that is trusted but may be buggy. Contained are calls that
 * hang, exceptions and errors, floods and leaked threads; not contained in one JVM are a full heap
 * and {@code System.exit}.
 */
@NullMarked
package dev.qoe.plugin.host;

import org.jspecify.annotations.NullMarked;
