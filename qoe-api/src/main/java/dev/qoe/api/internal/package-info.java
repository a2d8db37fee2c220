/** The checks at public entry points; not for use outside this module. */
@NullMarked
package dev.qoe.api.internal;

import org.jspecify.annotations.NullMarked;
