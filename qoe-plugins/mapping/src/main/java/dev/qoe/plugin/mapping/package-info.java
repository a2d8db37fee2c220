/** How fields of what a source sends become measurements, told by a configuration. */
@NullMarked
package dev.qoe.plugin.mapping;

import org.jspecify.annotations.NullMarked;
