/** The contract of packaged plugins, against the host that loads them. */
@NullMarked
package dev.qoe.testkit.host;

import org.jspecify.annotations.NullMarked;
