package dev.qoe.testkit;

import dev.qoe.api.spi.Channel;
import dev.qoe.api.spi.ChannelFactory;
import dev.qoe.api.spi.Notification;
import dev.qoe.api.spi.PluginContext;
import dev.qoe.api.spi.PluginDescriptor;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;

@DisplayName("the contract of channels")
class ChannelTckTest extends ContractsTest {

  private static final Setting<String> END = Setting.text("end", "well", "how the other end is");

  @Override
  Class<?> contract() {
    return Contract.class;
  }

  @Override
  Subject right() {
    return new Subject(RemoteFaults.NONE, (message, inbox) -> post(message.text(), inbox));
  }

  @Override
  Stream<Broken> broken() {
    return Stream.of(
        remote("deadEndIsTold", "keeps silent about a dead end", RemoteFaults.SILENT_ABOUT_DEATH),
        remote("deadEndIsTold", "waits beyond the deadline", RemoteFaults.SLOW_ABOUT_DEATH),
        remote("interruptEndsIt", "does not hear interrupts", RemoteFaults.DEAF_TO_INTERRUPTS),
        broken(
            "deliveryHasAReceipt",
            "has no receipt",
            (message, inbox) -> {
              inbox.add(message.text());
              return "";
            }),
        broken(
            "textArrivesWhole",
            "sends one line only",
            (message, inbox) -> post(message.text().split("\n", 2)[0], inbox)),
        broken(
            "textArrivesWhole",
            "sends twice",
            (message, inbox) -> {
              inbox.add(message.text());
              return post(message.text(), inbox);
            }));
  }

  private static Broken remote(String rule, String how, RemoteFaults fault) {
    return new Broken(
        rule, how, new Subject(fault, (message, inbox) -> post(message.text(), inbox)));
  }

  private static Broken broken(String rule, String how, Delivering delivering) {
    return new Broken(rule, how, new Subject(RemoteFaults.NONE, delivering));
  }

  private static String post(String text, List<String> inbox) {
    inbox.add(text);
    return "message " + inbox.size();
  }

  @FunctionalInterface
  private interface Delivering {
    String deliver(Notification message, List<String> inbox);
  }

  private record Subject(RemoteFaults fault, Delivering delivering, List<String> inbox) {
    private Subject(RemoteFaults fault, Delivering delivering) {
      this(fault, delivering, new ArrayList<>());
    }
  }

  static class Contract extends ChannelTck {
    @Override
    protected ChannelFactory factory() {
      return new Factory();
    }

    @Override
    protected Optional<List<String>> received() {
      return Optional.of(((Subject) ContractsTest.subject()).inbox());
    }

    @Override
    protected Optional<Map<String, ?>> deadSettings() {
      return Optional.of(Map.of("end", "dead"));
    }

    @Override
    protected Optional<Map<String, ?>> silentSettings(SilentServer server) {
      return Optional.of(Map.of("end", "silent"));
    }

    @Override
    Duration grace() {
      return RemoteFaults.patience();
    }

    @Override
    protected Duration deadline() {
      return RemoteFaults.patience();
    }
  }

  /** Makes the subject. */
  public static class Factory implements ChannelFactory {
    /** As services are made. */
    public Factory() {}

    @Override
    public PluginDescriptor descriptor() {
      return PluginDescriptor.of("inbox", "Puts messages into an inbox.", List.of(END));
    }

    @Override
    public Channel create(Settings settings, PluginContext context) {
      Subject subject = (Subject) subject();
      return message -> {
        subject.fault().reach(settings.get(END));
        return subject.delivering().deliver(message, subject.inbox());
      };
    }
  }
}
