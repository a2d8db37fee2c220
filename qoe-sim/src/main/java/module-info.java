/** Simulation with the models that score live networks. */
module dev.qoe.sim {
  requires transitive com.fasterxml.jackson.databind;
  requires transitive dev.qoe.core;
  requires transitive org.apache.commons.rng.api;
  requires de.siegmar.fastcsv;
  requires java.desktop;
  requires org.apache.commons.rng.simple;
  requires org.apache.commons.statistics.distribution;
  requires static org.jspecify;

  exports dev.qoe.sim.experiment;
  exports dev.qoe.sim.kernel;
  exports dev.qoe.sim.output;
  exports dev.qoe.sim.plot;
  exports dev.qoe.sim.queue;
  exports dev.qoe.sim.random;
  exports dev.qoe.sim.scenario;
  exports dev.qoe.sim.sensitivity;
  exports dev.qoe.sim.telemetry;
  exports dev.qoe.sim.video;
  exports dev.qoe.sim.video.abr;
  exports dev.qoe.sim.video.scenario;
  exports dev.qoe.sim.whatif;

  provides dev.qoe.api.spi.CollectorFactory with
      dev.qoe.sim.telemetry.FleetCollectorFactory;
}
