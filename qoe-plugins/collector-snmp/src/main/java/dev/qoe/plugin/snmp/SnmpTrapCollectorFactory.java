package dev.qoe.plugin.snmp;

import dev.qoe.api.spi.CollectorContext;
import dev.qoe.api.spi.CollectorDescriptor;
import dev.qoe.api.spi.PushCollector;
import dev.qoe.api.spi.PushCollectorFactory;
import dev.qoe.api.spi.Settings;
import java.util.Set;

/**
 * The entry of the collector that takes traps and informs.
 *
 * <p>Thread-safe.
 *
 * @since 0.1
 */
public final class SnmpTrapCollectorFactory implements PushCollectorFactory {

  /** Creates a factory, as services are. */
  public SnmpTrapCollectorFactory() {}

  @Override
  public CollectorDescriptor descriptor() {
    return CollectorDescriptor.of(
        "snmp-trap",
        "Takes traps and informs of SNMP v1, v2c and v3 as events.",
        TrapOptions.settings(),
        Set.of());
  }

  @Override
  public PushCollector create(Settings settings, CollectorContext context) {
    return new TrapCollector(TrapOptions.of(settings), context);
  }
}
