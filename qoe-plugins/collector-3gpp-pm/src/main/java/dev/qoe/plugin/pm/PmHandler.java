package dev.qoe.plugin.pm;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is told of a performance file, in the order of the file. */
interface PmHandler {

  /** The file begins. */
  void header(PmHeader header) throws InterruptedException;

  /**
   * The measurements of a managed element begin.
   *
   * @param localDn its name; may be empty
   */
  void element(String localDn) throws InterruptedException;

  /** Counters follow that were taken together. */
  void group(PmGroup group) throws InterruptedException;

  /** The values of an object; valid during the call only. */
  void object(PmObject object) throws InterruptedException;

  /** The measurements of a managed element end. */
  void elementEnd() throws InterruptedException;

  /**
   * The file ends.
   *
   * @param end up to when it was collected; null if it does not say
   */
  void footer(@Nullable Instant end) throws InterruptedException;

  /** Something in a line is not as the standard has it, and is left out. */
  void bad(String reason, long line, String detail);
}
