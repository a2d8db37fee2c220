/**
 * Experience of video streaming after ITU-T P.1203, modes 0 and 1: whole sessions, and live ones
 * second by second.
 */
@NullMarked
package dev.qoe.core.service.video;

import org.jspecify.annotations.NullMarked;
