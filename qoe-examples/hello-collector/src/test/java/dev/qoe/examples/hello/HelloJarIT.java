package dev.qoe.examples.hello;

import dev.qoe.testkit.host.PluginJarTck;

/** Proves the jar as it was packaged: mvn verify tells it where the jar is. */
class HelloJarIT extends PluginJarTck {}
