/** History in a relational database: H2 in a file of its own, or any data source. */
@NullMarked
package dev.qoe.store.jdbc;

import org.jspecify.annotations.NullMarked;
