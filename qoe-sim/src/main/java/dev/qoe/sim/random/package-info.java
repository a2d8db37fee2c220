/** Random streams by purpose and replication, and draws from them. */
@NullMarked
package dev.qoe.sim.random;

import org.jspecify.annotations.NullMarked;
