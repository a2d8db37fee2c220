/** What needs a person: alerts with their whole life, cause and evidence. */
@NullMarked
package dev.qoe.api.alert;

import org.jspecify.annotations.NullMarked;
