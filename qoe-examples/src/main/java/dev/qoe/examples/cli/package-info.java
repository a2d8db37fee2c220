/** The command line. */
@NullMarked
package dev.qoe.examples.cli;

import org.jspecify.annotations.NullMarked;
