/**
 * What people would notice if a parameter of a network changed: changes are propagated through
 * declared dependencies and scored by the model that scores the live network.
 */
@NullMarked
package dev.qoe.sim.whatif;

import org.jspecify.annotations.NullMarked;
