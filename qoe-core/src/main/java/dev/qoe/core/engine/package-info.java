/** The engine: takes measurements, keeps scores and alerts current, stores history. */
@NullMarked
package dev.qoe.core.engine;

import org.jspecify.annotations.NullMarked;
