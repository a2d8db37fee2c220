/** Reports as values, gathered from what the engine announces. */
@NullMarked
package dev.qoe.core.report;

import org.jspecify.annotations.NullMarked;
