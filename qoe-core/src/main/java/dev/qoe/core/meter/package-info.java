/** What the engine tells of itself: its health, its figures, and these figures as meters. */
@NullMarked
package dev.qoe.core.meter;

import org.jspecify.annotations.NullMarked;
