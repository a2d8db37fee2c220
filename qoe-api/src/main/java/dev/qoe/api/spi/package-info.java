/**
 * What plugins implement, each kind on one pattern: a factory with a descriptor, and what it makes.
 */
@NullMarked
package dev.qoe.api.spi;

import org.jspecify.annotations.NullMarked;
