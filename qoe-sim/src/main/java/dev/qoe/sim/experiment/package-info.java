/** Experiments: designs, replications, parallel runs and their results. */
@NullMarked
package dev.qoe.sim.experiment;

import org.jspecify.annotations.NullMarked;
