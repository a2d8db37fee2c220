/** What is watched: elements, how they are named, where they are and how they hang together. */
@NullMarked
package dev.qoe.api.network;

import org.jspecify.annotations.NullMarked;
