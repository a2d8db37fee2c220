/** Which parameters a result depends on: the methods of Sobol' and of Morris. */
@NullMarked
package dev.qoe.sim.sensitivity;

import org.jspecify.annotations.NullMarked;
