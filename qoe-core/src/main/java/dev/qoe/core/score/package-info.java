/** Scoring: from values of indicators to explained scores of elements, parents and networks. */
@NullMarked
package dev.qoe.core.score;

import org.jspecify.annotations.NullMarked;
