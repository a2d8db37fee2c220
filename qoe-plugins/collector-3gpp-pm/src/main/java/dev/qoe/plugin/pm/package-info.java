/** A collector that reads the performance files of 3GPP networks. */
@NullMarked
package dev.qoe.plugin.pm;

import org.jspecify.annotations.NullMarked;
