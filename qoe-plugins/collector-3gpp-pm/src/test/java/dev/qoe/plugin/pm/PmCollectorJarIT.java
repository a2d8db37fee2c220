package dev.qoe.plugin.pm;

import dev.qoe.testkit.host.PluginJarTck;
import org.junit.jupiter.api.DisplayName;

@DisplayName(
    "the jar of the collector of performance files keeps the contract of packaged plugins:")
class PmCollectorJarIT extends PluginJarTck {}
