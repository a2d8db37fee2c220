package dev.qoe.examples.hello;

import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.testkit.CollectorTck;

class HelloCollectorTckTest extends CollectorTck {
  @Override
  protected CollectorFactory factory() {
    return new HelloCollectorFactory();
  }
}
