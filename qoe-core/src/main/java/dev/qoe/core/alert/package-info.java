/** Alerts: their states and what moves them from one to the next. */
@NullMarked
package dev.qoe.core.alert;

import org.jspecify.annotations.NullMarked;
