package ${package};

import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.testkit.CollectorTck;

class ${name}CollectorTckTest extends CollectorTck {
  @Override
  protected CollectorFactory factory() {
    return new ${name}CollectorFactory();
  }
}
