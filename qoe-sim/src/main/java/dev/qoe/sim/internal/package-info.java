/** What several packages of the simulation share; not for others. */
@NullMarked
package dev.qoe.sim.internal;

import org.jspecify.annotations.NullMarked;
