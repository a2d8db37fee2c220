/**
 * Radio tables and formulas of 3GPP: 5QIs, CQI and MCS tables, report mappings, peak rates, path
 * loss and link budgets. All deterministic; random shadowing is for the simulation to add.
 */
@NullMarked
package dev.qoe.core.radio;

import org.jspecify.annotations.NullMarked;
