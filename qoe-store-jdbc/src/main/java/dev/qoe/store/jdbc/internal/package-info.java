/** What H2 has to be able to make by itself; nobody else uses it. */
@NullMarked
package dev.qoe.store.jdbc.internal;

import org.jspecify.annotations.NullMarked;
