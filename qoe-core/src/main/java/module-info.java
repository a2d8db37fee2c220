/** The engine of Qoe. */
module dev.qoe.core {
  requires transitive com.fasterxml.jackson.databind;
  requires transitive dev.qoe.api;
  requires com.fasterxml.jackson.dataformat.yaml;
  requires com.fasterxml.jackson.datatype.jdk8;
  requires com.fasterxml.jackson.datatype.jsr310;
  requires com.google.common;
  requires de.siegmar.fastcsv;
  requires org.apache.commons.statistics.distribution;
  requires org.slf4j;
  requires static micrometer.core;
  requires static org.jspecify;

  exports dev.qoe.core.alert;
  exports dev.qoe.core.config;
  exports dev.qoe.core.counter;
  exports dev.qoe.core.engine;
  exports dev.qoe.core.job;
  exports dev.qoe.core.journal;
  exports dev.qoe.core.json;
  exports dev.qoe.core.kpi;
  exports dev.qoe.core.meter;
  exports dev.qoe.core.network;
  exports dev.qoe.core.radio;
  exports dev.qoe.core.report;
  exports dev.qoe.core.rule;
  exports dev.qoe.core.score;
  exports dev.qoe.core.service.benchmark;
  exports dev.qoe.core.service.interactive;
  exports dev.qoe.core.service.json;
  exports dev.qoe.core.service.suitability;
  exports dev.qoe.core.service.video;
  exports dev.qoe.core.service.voice;
  exports dev.qoe.core.service.web;
  exports dev.qoe.core.service;
  exports dev.qoe.core.statistics;
  exports dev.qoe.core.sum;
  exports dev.qoe.core.window;
}
