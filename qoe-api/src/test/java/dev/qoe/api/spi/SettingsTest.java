package dev.qoe.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The settings of a plugin")
class SettingsTest {

  private static final Setting<Duration> POLL =
      Setting.duration("poll", Duration.ofSeconds(5), "how often to poll");
  private static final Setting<Integer> PORT = Setting.integer("port", 161, "where to ask");
  private static final Setting<Double> SHARE = Setting.number("share", 0.5, "how many");
  private static final Setting<Boolean> FAST = Setting.flag("fast", false, "whether to hurry");
  private static final Setting<ZoneId> ZONE = Setting.zone("zone", ZoneId.of("UTC"), "where");
  private static final Setting<String> HOST = Setting.requiredText("host", "whom to ask");
  private static final Setting<String> PASSWORD = Setting.secret("password", "what to say");
  private static final List<Setting<?>> ALL =
      List.of(POLL, PORT, SHARE, FAST, ZONE, HOST, PASSWORD);

  @Test
  @DisplayName("are what was given, or their defaults")
  void values() {
    Settings settings =
        Settings.of("x", ALL, Map.of("host", "h", "password", "s3cret", "poll", "PT1M"));
    assertThat(settings.get(POLL)).isEqualTo(Duration.ofMinutes(1));
    assertThat(settings.get(PORT)).isEqualTo(161);
    assertThat(settings.get(PASSWORD)).isEqualTo("s3cret");
    assertThatThrownBy(() -> settings.get(Setting.text("other", "", "undeclared")))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  @DisplayName("are refused with all mistakes at once")
  void mistakes() {
    Map<String, String> given =
        Map.of(
            "poll",
            "5",
            "port",
            "http",
            "share",
            "NaN",
            "fast",
            "yes",
            "zone",
            "Nowhere/At",
            "pasword",
            "x");
    assertThatThrownBy(() -> Settings.of("collector 'snmp'", ALL, given))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll(
            "setting 'poll' of collector 'snmp' is not a duration: '5' (example: PT5S)",
            "'port'",
            "'share'",
            "'fast'",
            "'zone'",
            "setting 'host' of collector 'snmp' is missing",
            "setting 'password' of collector 'snmp' is missing",
            "has no setting 'pasword'; it has [fast, host, password");
  }

  @Test
  @DisplayName("never show a secret")
  void secrets() {
    Settings settings = Settings.of("x", ALL, Map.of("host", "h", "password", "s3cret"));
    assertThat(settings.toString()).doesNotContain("s3cret").contains("password");
    assertThatThrownBy(
            () -> Settings.of("x", ALL, Map.of("host", "h", "pasword", "s3cret", "port", "y")))
        .hasMessageNotContaining("s3cret");
    assertThat(PASSWORD.secret()).isTrue();
    assertThat(PASSWORD.required()).isTrue();
    assertThat(PASSWORD.toString()).isEqualTo("password");
  }
}
