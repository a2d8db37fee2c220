package dev.qoe.examples.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.api.spi.Setting;
import dev.qoe.core.json.QoeJson;
import dev.qoe.plugin.host.Extension;
import dev.qoe.plugin.host.PluginHost;
import dev.qoe.plugin.host.PluginHostBuilder;
import dev.qoe.plugin.host.PluginState;
import dev.qoe.plugin.host.PluginStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Loads plugins and tells what became of each: a JSON line a plugin. */
@Command(
    name = "plugins",
    mixinStandardHelpOptions = true,
    description = {
      "Loads the plugins in folders and prints a JSON line for each: id, version, state, cause, and"
          + " what it offers with its settings.",
      "Without a folder it prints those that are built in. The exit code is 1 if one cannot be"
          + " used."
    })
final class PluginsCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = QoeJson.mapper();

  @Parameters(paramLabel = "DIR", arity = "0..*", description = "Folders of jars and zips.")
  private List<Path> folders = new ArrayList<>();

  PluginsCommand() {}

  @Override
  public Integer call() throws IOException {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new IOException(
            "folder of plugins '%s' cannot be read: there is no such folder".formatted(folder));
      }
    }
    PluginHostBuilder options = PluginHost.builder();
    folders.forEach(options::folder);
    boolean fine = true;
    try (PluginHost host = options.start()) {
      PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
      for (PluginStatus plugin : host.plugins()) {
        if (folders.isEmpty() || plugin.file().isPresent()) {
          out.println(JSON.writeValueAsString(line(plugin)));
          fine &= plugin.state() == PluginState.STARTED;
        }
      }
    }
    return fine ? 0 : 1;
  }

  private static ObjectNode line(PluginStatus plugin) {
    ObjectNode line = JSON.createObjectNode();
    line.put("id", plugin.id());
    line.put("version", plugin.version());
    line.put("state", word(plugin.state()));
    line.put("cause", plugin.cause());
    line.put("file", plugin.file().map(Path::toString).orElse(""));
    ArrayNode extensions = line.putArray("extensions");
    for (Extension extension : plugin.extensions()) {
      ObjectNode one = extensions.addObject();
      one.put("kind", word(extension.kind()));
      one.put("type", extension.type());
      one.put("help", extension.help());
      ArrayNode settings = one.putArray("settings");
      extension.settings().forEach(setting -> describe(setting, settings.addObject()));
    }
    return line;
  }

  private static void describe(Setting<?> setting, ObjectNode node) {
    node.put("name", setting.name());
    node.put("type", setting.type());
    node.put("help", setting.help());
    node.put("required", setting.required());
    if (setting.secret()) {
      node.put("secret", true);
    } else if (!setting.required()) {
      node.put("default", setting.defaultValue().map(Object::toString).orElse(""));
    }
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
