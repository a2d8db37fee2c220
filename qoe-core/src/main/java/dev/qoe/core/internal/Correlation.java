package dev.qoe.core.internal;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * What ties the lines of the log together that have one cause: a value under the key {@value #KEY}
 * of SLF4J's MDC, which marks all that a thread logs from its beginning to its end. Thread-safe.
 */
public final class Correlation {

  /** The key in the MDC. */
  public static final String KEY = "correlation";

  private Correlation() {}

  /**
   * Begins to mark what this thread logs.
   *
   * @param kind the kind of cause, for example {@code recovery}
   * @param id which one of its kind
   * @return what marked it before, to {@link #end} with
   */
  public static @Nullable String begin(String kind, Object id) {
    String before = MDC.get(KEY);
    MDC.put(KEY, kind + "-" + id);
    return before;
  }

  /** Ends to mark what this thread logs; what marked it before does so again. */
  public static void end(@Nullable String before) {
    if (before == null) {
      MDC.remove(KEY);
    } else {
      MDC.put(KEY, before);
    }
  }
}
