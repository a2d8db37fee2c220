package dev.qoe.store.jdbc;

import dev.qoe.api.store.StoreException;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Locale;
import java.util.Optional;
import org.h2.api.ErrorCode;
import org.jspecify.annotations.Nullable;

/** What a database's failures mean, in words that name place, rule and remedy. */
final class Failures {

  private static final String CLOSED = "it is closed; open it again";

  private Failures() {}

  /** Returns {@code failure} as people are to read it. */
  static StoreException explain(String place, String action, Throwable failure) {
    return new StoreException(
        "cannot %s in history '%s': %s".formatted(action, place, reason(failure)), failure);
  }

  /** Returns whether the same work may well succeed when it is done again. */
  static boolean passing(Throwable failure) {
    return sql(failure)
        .map(SQLException::getSQLState)
        .filter(
            state ->
                state.equals("23505") // somebody else was first to insert the same key
                    || state.equals("40001") // deadlock, or not serializable
                    || state.equals("40P01") // deadlock in PostgreSQL
                    || state.equals("90131")) // concurrent update in H2
        .isPresent();
  }

  /** Returns whether nothing was done at all, because no connection or lock was free in time. */
  static boolean waitedInVain(Throwable failure) {
    return sql(failure).filter(SQLTransientException.class::isInstance).isPresent();
  }

  private static String reason(Throwable failure) {
    String messages = messages(failure);
    if (messages.contains("no space left") || messages.contains("not enough space")) {
      return "the disk is full; free space, then open the history again";
    }
    if (messages.contains("hikaridatasource") && messages.contains("has been closed")) {
      return CLOSED;
    }
    return sql(failure)
        .map(Failures::reason)
        .orElseGet(() -> firstLine(failure) + "; see the cause");
  }

  private static String reason(SQLException failure) {
    String known =
        switch (failure.getErrorCode()) {
          case ErrorCode.DATABASE_ALREADY_OPEN_1 ->
              "another process has it open; end that process or use another folder";
          case ErrorCode.FILE_CORRUPTED_1,
              ErrorCode.FILE_VERSION_ERROR_1,
              ErrorCode.UNSUPPORTED_SETTING_COMBINATION ->
              "its file must be an H2 database that this version can read; move the file away or"
                  + " use another folder";
          case ErrorCode.DATABASE_IS_CLOSED -> CLOSED;
          case ErrorCode.DATABASE_IS_READ_ONLY ->
              "it must be writable; give this user the right to write or use another folder";
          case ErrorCode.WRONG_USER_OR_PASSWORD ->
              "user or password were refused; correct them in the data source";
          default -> "";
        };
    return known.isEmpty() ? reasonByState(failure) : known;
  }

  private static String reasonByState(SQLException failure) {
    String state = failure.getSQLState() == null ? "" : failure.getSQLState();
    if (state.equals("25006") || state.equals("42501")) {
      return "it must be writable; give its user the right to create and change tables";
    }
    if (state.equals("22001")) {
      return "a text is longer than its column: " + firstLine(failure) + "; shorten it";
    }
    if (state.startsWith("28")) {
      return "user or password were refused; correct them in the data source";
    }
    if (state.startsWith("08")) {
      return "the database cannot be reached; check that it runs and accepts connections";
    }
    return firstLine(failure) + "; see the cause";
  }

  private static Optional<SQLException> sql(Throwable failure) {
    SQLException found = null;
    for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException e) {
        found = e.getNextException() != null ? e.getNextException() : e;
      }
    }
    return Optional.ofNullable(found);
  }

  private static String messages(Throwable failure) {
    StringBuilder all = new StringBuilder();
    for (@Nullable Throwable t = failure; t != null; t = t.getCause()) {
      all.append(t.getMessage()).append('\n');
    }
    return all.toString().toLowerCase(Locale.ROOT);
  }

  private static String firstLine(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    return message.lines().findFirst().orElse(message);
  }
}
