package ${package};

import dev.qoe.testkit.host.PluginJarTck;

/** Proves the jar as it was packaged: mvn verify tells it where the jar is. */
class ${name}JarIT extends PluginJarTck {}
