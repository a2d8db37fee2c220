/**
 * The sending side: measurements of signals, fake devices or files, published over MQTT or HTTP.
 */
@NullMarked
package dev.qoe.examples.producer;

import org.jspecify.annotations.NullMarked;
