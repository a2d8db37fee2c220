package ${package};

import dev.qoe.api.spi.Channel;
import dev.qoe.api.spi.ChannelFactory;
import dev.qoe.api.spi.ErrorKind;
import dev.qoe.api.spi.PluginContext;
import dev.qoe.api.spi.PluginDescriptor;
import dev.qoe.api.spi.PluginException;
import dev.qoe.api.spi.Setting;
import dev.qoe.api.spi.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;

/** Puts each message into a file of its own; the same message goes into the same file. */
public final class ${name}ChannelFactory implements ChannelFactory {
  private static final Setting<Path> FOLDER =
      Setting.path("folder", "folder that the messages are put into");

  @Override
  public PluginDescriptor descriptor() {
    String help = "Puts each message into a file of its own.";
    return PluginDescriptor.of("${name.toLowerCase()}", help, List.of(FOLDER));
  }

  @Override
  public Channel create(Settings settings, PluginContext context) {
    Path folder = settings.get(FOLDER);
    return message -> {
      byte[] key = message.key().getBytes(StandardCharsets.UTF_8);
      Path file = folder.resolve(UUID.nameUUIDFromBytes(key) + ".txt");
      try {
        Files.writeString(file, message.subject() + "\n\n" + message.text());
      } catch (IOException e) {
        String text = "message cannot be put into '%s': does the folder exist?".formatted(file);
        throw new PluginException(ErrorKind.UNREACHABLE, text, e);
      }
      return file.getFileName().toString();
    };
  }
}
