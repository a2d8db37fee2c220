/**
 * Statistics of quality figures: how well a model predicts ratings (ITU-T P.1401), and how sure a
 * ratio, a mean or a percentile is.
 */
@NullMarked
package dev.qoe.core.statistics;

import org.jspecify.annotations.NullMarked;
