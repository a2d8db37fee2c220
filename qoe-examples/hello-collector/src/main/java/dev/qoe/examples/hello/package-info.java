/** The smallest collector there is, as the archetype makes it. */
@NullMarked
package dev.qoe.examples.hello;

import org.jspecify.annotations.NullMarked;
