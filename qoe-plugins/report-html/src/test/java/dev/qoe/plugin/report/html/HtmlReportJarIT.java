package dev.qoe.plugin.report.html;

import dev.qoe.testkit.host.PluginJarTck;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the jar of the HTML report keeps the contract of packaged plugins:")
class HtmlReportJarIT extends PluginJarTck {}
