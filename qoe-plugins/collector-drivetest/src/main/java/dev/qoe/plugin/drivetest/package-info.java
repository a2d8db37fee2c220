/** Reads drive tests recorded by G-NetTrack: what a phone saw of a network, second by second. */
@NullMarked
package dev.qoe.plugin.drivetest;

import org.jspecify.annotations.NullMarked;
