/** Fakes for tests, and the contracts that plugins promise to keep. */
@NullMarked
package dev.qoe.testkit;

import org.jspecify.annotations.NullMarked;
