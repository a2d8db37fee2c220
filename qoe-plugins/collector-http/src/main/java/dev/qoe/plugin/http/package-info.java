/** A collector that polls web servers, and one that takes what is sent to it. */
@NullMarked
package dev.qoe.plugin.http;

import org.jspecify.annotations.NullMarked;
