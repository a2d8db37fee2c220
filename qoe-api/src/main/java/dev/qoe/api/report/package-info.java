/** The report as a value: what is rendered by plugins. */
@NullMarked
package dev.qoe.api.report;

import org.jspecify.annotations.NullMarked;
