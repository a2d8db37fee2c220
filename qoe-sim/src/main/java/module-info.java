/** Simulation with the models that score live networks. */
module dev.qoe.sim {
  requires transitive com.fasterxml.jackson.databind;
  requires transitive dev.qoe.core;
  requires hipparchus.core;
  requires hipparchus.optim;
  requires static org.jspecify;

  exports dev.qoe.sim.video;
  exports dev.qoe.sim.video.abr;
  exports dev.qoe.sim.video.scenario;
  exports dev.qoe.sim.whatif;
}
