/** The sending side: points from files or simulations, published over MQTT or HTTP. */
@NullMarked
package dev.qoe.examples.producer;

import org.jspecify.annotations.NullMarked;
