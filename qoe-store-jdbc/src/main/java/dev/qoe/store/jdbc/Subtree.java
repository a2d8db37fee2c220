package dev.qoe.store.jdbc;

import dev.qoe.api.access.Tenant;
import dev.qoe.api.network.ElementPath;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * A name and all names below it, as a condition that an index answers.
 *
 * <p>Names below {@code a} begin with {@code a/} (paths) or {@code a.} (tenants); so they lie from
 * {@code a/} to before {@code a0}, as {@code 0} is the character after {@code /}, and likewise from
 * {@code a.} to before {@code a/}. Immutable.
 *
 * @param name the name at the top
 * @param separator what separates it from the names below
 */
record Subtree(String name, char separator) {

  static Subtree of(Tenant tenant) {
    return new Subtree(tenant.name(), '.');
  }

  static Subtree of(ElementPath path) {
    return new Subtree(path.text(), '/');
  }

  /** Returns the condition that {@code column} holds a name of this subtree. */
  static String condition(String column) {
    return "(%1$s = :top OR (%1$s >= :first AND %1$s < :beyond))".formatted(column);
  }

  /** Binds what {@link #condition} needs. */
  <S extends SqlStatement<S>> S bind(S statement) {
    return statement
        .bind("top", name)
        .bind("first", name + separator)
        .bind("beyond", name + (char) (separator + 1));
  }
}
