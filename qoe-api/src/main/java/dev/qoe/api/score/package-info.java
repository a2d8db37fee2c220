/** What was concluded: explained scores and what would have to change. */
@NullMarked
package dev.qoe.api.score;

import org.jspecify.annotations.NullMarked;
