/** The collector that subscribes at MQTT brokers. */
@NullMarked
package dev.qoe.plugin.mqtt;

import org.jspecify.annotations.NullMarked;
