/** The vocabulary of Qoe. */
@NullMarked
package dev.qoe.api;

import org.jspecify.annotations.NullMarked;
