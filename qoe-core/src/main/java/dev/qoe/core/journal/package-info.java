/**
 * The journal: what the engine has taken in and must not lose, in files that are forced to the disk
 * before anything is acknowledged.
 */
@NullMarked
package dev.qoe.core.journal;

import org.jspecify.annotations.NullMarked;
