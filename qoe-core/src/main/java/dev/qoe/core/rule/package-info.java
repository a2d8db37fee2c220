/** Alert rules: what is trouble, when it begins and when it is over. */
@NullMarked
package dev.qoe.core.rule;

import org.jspecify.annotations.NullMarked;
