/** The catalogue of indicators: what they mean and how they are weighed. */
@NullMarked
package dev.qoe.core.kpi;

import org.jspecify.annotations.NullMarked;
