/** Windows in event time and what the values in them tell, whatever the order they came in. */
@NullMarked
package dev.qoe.core.window;

import org.jspecify.annotations.NullMarked;
