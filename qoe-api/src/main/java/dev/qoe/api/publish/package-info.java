/** What the engine announces to those who listen. */
@NullMarked
package dev.qoe.api.publish;

import org.jspecify.annotations.NullMarked;
