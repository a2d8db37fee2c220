/** What is measured: indicators, their units, bounds and what a value means to people. */
@NullMarked
package dev.qoe.api.kpi;

import org.jspecify.annotations.NullMarked;
