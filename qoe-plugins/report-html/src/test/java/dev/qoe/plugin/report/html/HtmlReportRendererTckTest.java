package dev.qoe.plugin.report.html;

import dev.qoe.api.spi.ReportRenderer;
import dev.qoe.testkit.ReportRendererTck;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the HTML report keeps the contract of report renderers:")
class HtmlReportRendererTckTest extends ReportRendererTck {

  @Override
  protected ReportRenderer renderer() {
    return new HtmlReportRenderer();
  }
}
