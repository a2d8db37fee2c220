package dev.qoe.plugin.snmp;

import dev.qoe.api.spi.CollectorFactory;
import dev.qoe.api.spi.Target;
import dev.qoe.testkit.CollectorTck;
import dev.qoe.testkit.SilentServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the SNMP collector keeps the contract of collectors that poll")
class SnmpCollectorTckTest extends CollectorTck {

  private final StubAgent agent = Agents.ports(StubAgent.start(), 3);

  @AfterEach
  void stopAgent() {
    agent.close();
  }

  @Override
  protected CollectorFactory factory() {
    return new SnmpCollectorFactory();
  }

  @Override
  protected Map<String, ?> settings() {
    return Map.of("timeout", "PT0.3S", "retries", "1", "community", "not-for-everybody");
  }

  @Override
  protected List<? extends Map<String, ?>> badSettings() {
    return List.of(
        Map.of("version", "v4"),
        Map.of("version", "v3"),
        Map.of("port", "0"),
        Map.of("timeout", "PT0S"),
        Map.of("retries", "-1"),
        Map.of("auth", "md5", "auth-password", "short"),
        Map.of("priv", "des", "priv-password", "long-enough-for-us"),
        Map.of("profiles", List.of("no-such-profile")),
        Map.of("profile-files", List.of("no-such-file.yaml")));
  }

  @Override
  protected Target target() {
    return Target.of(Agents.ROUTER, agent.address());
  }

  @Override
  protected Optional<Target> deadTarget() {
    return Optional.of(Target.of(Agents.ROUTER, "127.0.0.1:9"));
  }

  @Override
  protected Optional<Target> silentTarget(SilentServer server) {
    return Optional.of(Target.of(Agents.ROUTER, server.address()));
  }
}
