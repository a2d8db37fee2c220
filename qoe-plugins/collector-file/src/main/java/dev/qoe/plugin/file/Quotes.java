package dev.qoe.plugin.file;

/**
 * Whether a record of comma-separated values is within quotes, followed from line to line (RFC
 * 4180): a quote opens at the beginning of a field alone, and two of them are one.
 *
 * <p>Confine to one thread.
 */
final class Quotes {

  private enum State {
    FIELD_BEGINS,
    PLAIN,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private final char separator;
  private State state = State.FIELD_BEGINS;

  Quotes(char separator) {
    this.separator = separator;
  }

  /** Follows what a record goes on with; returns whether it is within quotes then. */
  boolean openAfter(CharSequence text, int from) {
    for (int i = from; i < text.length(); i++) {
      state = after(text.charAt(i));
    }
    return state == State.QUOTED;
  }

  private State after(char c) {
    return switch (state) {
      case FIELD_BEGINS ->
          c == '"' ? State.QUOTED : c == separator ? State.FIELD_BEGINS : State.PLAIN;
      case PLAIN -> c == separator ? State.FIELD_BEGINS : State.PLAIN;
      case QUOTED -> c == '"' ? State.QUOTE_IN_QUOTED : State.QUOTED;
      case QUOTE_IN_QUOTED ->
          c == '"' ? State.QUOTED : c == separator ? State.FIELD_BEGINS : State.PLAIN;
    };
  }

  /** A new record begins. */
  void reset() {
    state = State.FIELD_BEGINS;
  }
}
