package dev.qoe.plugin.snmp;

import dev.qoe.testkit.host.PluginJarTck;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the jar of the SNMP collectors keeps the contract of packaged plugins:")
class SnmpCollectorJarIT extends PluginJarTck {}
