/** The vocabulary as JSON: every value can be written and read back. */
@NullMarked
package dev.qoe.core.json;

import org.jspecify.annotations.NullMarked;
