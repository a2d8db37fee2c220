/** Made-up telemetry: signals, and fleets of fake devices with their faults. */
@NullMarked
package dev.qoe.sim.telemetry;

import org.jspecify.annotations.NullMarked;
