package dev.qoe.plugin.file;

import dev.qoe.testkit.host.PluginJarTck;

/** Proves the jar as it was packaged: mvn verify tells it where the jar is. */
class FileJarIT extends PluginJarTck {}
