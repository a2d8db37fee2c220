package dev.qoe.plugin.report.html;

import dev.qoe.api.report.Report;
import dev.qoe.api.spi.ReportRenderer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A renderer of one self-contained HTML file: the answer first, then the evidence.
 *
 * <p>The file loads nothing, is complete without its script, and is well-formed XML. The same
 * report gives the same bytes. Thread-safe.
 *
 * @since 0.1
 */
public final class HtmlReportRenderer implements ReportRenderer {

  /** Creates a renderer; {@link java.util.ServiceLoader} does. */
  public HtmlReportRenderer() {}

  @Override
  public String format() {
    return "html";
  }

  @Override
  public void render(Report report, OutputStream out) throws IOException {
    out.write(Page.of(report).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
