/** Sums that do not depend on the order of their terms. */
@NullMarked
package dev.qoe.core.sum;

import org.jspecify.annotations.NullMarked;
