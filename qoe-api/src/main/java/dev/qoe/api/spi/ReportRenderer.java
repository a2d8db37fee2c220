package dev.qoe.api.spi;

import dev.qoe.api.report.Report;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Something that turns a report into a file.
 *
 * <p>Found by {@code META-INF/services}. The same report gives the same bytes. Thread-safe.
 *
 * @since 0.1
 */
public interface ReportRenderer {

  /** Returns the name of the format, which is also the ending of its files: {@code html}. */
  String format();

  /**
   * Writes {@code report} to {@code out}, which stays open.
   *
   * @throws IOException if {@code out} cannot be written
   */
  void render(Report report, OutputStream out) throws IOException;
}
