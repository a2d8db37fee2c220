package dev.qoe.plugin.mqtt;

import dev.qoe.testkit.host.PluginJarTck;

/** Proves the jar as it was packaged: mvn verify tells it where the jar is. */
class MqttJarIT extends PluginJarTck {}
