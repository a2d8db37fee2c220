/** What the packages of this module share and nobody else uses. */
@NullMarked
package dev.qoe.core.internal;

import org.jspecify.annotations.NullMarked;
