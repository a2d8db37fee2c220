/** The ports through which history is kept. */
@NullMarked
package dev.qoe.api.store;

import org.jspecify.annotations.NullMarked;
