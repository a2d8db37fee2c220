package dev.qoe.plugin.drivetest;

import dev.qoe.testkit.host.PluginJarTck;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the jar of the collector of drive tests keeps the contract of packaged plugins:")
class DriveTestCollectorJarIT extends PluginJarTck {}
