/** What is public because H2 makes it by reflection; not for use outside this module. */
@NullMarked
package dev.qoe.store.jdbc.internal;

import org.jspecify.annotations.NullMarked;
