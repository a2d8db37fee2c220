/** Examples, which are tests. */
@NullMarked
package dev.qoe.examples;

import org.jspecify.annotations.NullMarked;
