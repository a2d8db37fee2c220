/** What plugins implement: collectors, channels and report renderers. */
@NullMarked
package dev.qoe.api.spi;

import org.jspecify.annotations.NullMarked;
