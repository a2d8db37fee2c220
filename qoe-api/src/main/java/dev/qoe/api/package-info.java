/** What the whole API shares: how stable its parts are. */
@NullMarked
package dev.qoe.api;

import org.jspecify.annotations.NullMarked;
