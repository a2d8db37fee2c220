/** Networks as graphs, and how they are written down. */
@NullMarked
package dev.qoe.core.network;

import org.jspecify.annotations.NullMarked;
