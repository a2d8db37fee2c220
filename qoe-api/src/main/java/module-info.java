/** The vocabulary and the contracts of Qoe. */
module dev.qoe.api {
  requires transitive java.net.http;
  requires static org.jspecify;

  exports dev.qoe.api;
  exports dev.qoe.api.access;
  exports dev.qoe.api.alert;
  exports dev.qoe.api.kpi;
  exports dev.qoe.api.measure;
  exports dev.qoe.api.network;
  exports dev.qoe.api.publish;
  exports dev.qoe.api.report;
  exports dev.qoe.api.score;
  exports dev.qoe.api.spi;
  exports dev.qoe.api.store;
}
