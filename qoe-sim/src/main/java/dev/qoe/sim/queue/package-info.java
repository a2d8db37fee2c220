/** Queues: servers with waiting rooms, their statistics, and what theory says of them. */
@NullMarked
package dev.qoe.sim.queue;

import org.jspecify.annotations.NullMarked;
