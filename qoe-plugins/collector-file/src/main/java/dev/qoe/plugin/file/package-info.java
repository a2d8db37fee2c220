/** The collector that reads files: once, or as they grow. */
@NullMarked
package dev.qoe.plugin.file;

import org.jspecify.annotations.NullMarked;
