/** What goes wrong in configurations, told all at once. */
@NullMarked
package dev.qoe.core.config;

import org.jspecify.annotations.NullMarked;
