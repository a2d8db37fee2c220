/** Simulation with the models that score live networks. */
module dev.qoe.sim {
  requires transitive dev.qoe.core;
  requires static org.jspecify;
}
