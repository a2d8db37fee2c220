package dev.qoe.plugin.http;

import dev.qoe.testkit.host.PluginJarTck;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the jar of the HTTP collectors keeps the contract of packaged plugins:")
class HttpCollectorJarIT extends PluginJarTck {}
