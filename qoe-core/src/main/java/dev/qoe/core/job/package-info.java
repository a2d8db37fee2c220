/** Work in the background: when it runs, how far it is, and what came of it. */
@NullMarked
package dev.qoe.core.job;

import org.jspecify.annotations.NullMarked;
