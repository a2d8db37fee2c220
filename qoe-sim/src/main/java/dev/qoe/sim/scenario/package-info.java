/** Scenario files: a JSON object that says what to simulate. */
@NullMarked
package dev.qoe.sim.scenario;

import org.jspecify.annotations.NullMarked;
