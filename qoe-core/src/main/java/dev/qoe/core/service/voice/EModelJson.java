package dev.qoe.core.service.voice;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.service.ModelDescriptor;
import dev.qoe.core.service.json.InvalidInputException;
import dev.qoe.core.service.json.JsonFields;
import dev.qoe.core.service.json.JsonModel;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One of the E-models over JSON objects: parameters by their symbols in the Recommendation, absent
 * ones take its defaults.
 *
 * <p>Immutable.
 */
final class EModelJson implements JsonModel {

  private final ModelDescriptor descriptor;
  private final EModelParameter[] parameters;
  private final SpeechCodec[] codecs;
  private final List<String> options;
  private final Function<JsonFields, EModelResult> scorer;

  /**
   * Creates a model.
   *
   * @param options help lines on the fields that are not parameters
   * @param scorer what reads all fields and scores them
   */
  EModelJson(
      ModelDescriptor descriptor,
      EModelParameter[] parameters,
      SpeechCodec[] codecs,
      List<String> options,
      Function<JsonFields, EModelResult> scorer) {
    this.descriptor = descriptor;
    this.parameters = parameters.clone();
    this.codecs = codecs.clone();
    this.options = List.copyOf(options);
    this.scorer = scorer;
  }

  @Override
  public String name() {
    return descriptor.name();
  }

  @Override
  public String title() {
    return descriptor.title();
  }

  @Override
  public String help() {
    StringBuilder help = new StringBuilder();
    help.append(title()).append(" (").append(descriptor.standard()).append(", ");
    help.append(descriptor.edition()).append(")\ninput:\n");
    for (EModelParameter parameter : parameters) {
      ParameterDomain domain = parameter.domain();
      help.append(
          String.format(
              Locale.ROOT,
              "  %-7s %s; permitted %s, default %s%n",
              domain.symbol(),
              domain.meaning(),
              domain.permitted(),
              ParameterDomain.plain(domain.defaultValue())));
    }
    options.forEach(option -> help.append("  ").append(option).append('\n'));
    help.append("  codec   gives Ie and Bpl where they are absent: ");
    help.append(Arrays.stream(codecs).map(SpeechCodec::name).collect(Collectors.joining(", ")));
    help.append("\noutput:\n");
    help.append("  Ro Is Id Ieeff R MOS (those the model has), mos, explanation, terms,\n");
    help.append("  outsideValidity (if a value is outside its permitted range)\n");
    return help.append(descriptor.note()).append('\n').toString();
  }

  @Override
  public ObjectNode score(ObjectNode input) {
    JsonFields fields = JsonFields.of(input);
    try {
      return write(scorer.apply(fields));
    } catch (InvalidInputException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(String.valueOf(e.getMessage()), e);
    }
  }

  private static ObjectNode write(EModelResult result) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    result
        .terms()
        .forEach(
            (term, value) -> {
              switch (term) {
                case "Ro", "Is", "Id" -> out.put(term, value);
                case "Ie,eff" -> out.put("Ieeff", value);
                default -> {
                  // the rest stands under "terms"
                }
              }
            });
    out.put("R", result.r()).put("MOS", result.mos()).put("mos", result.mos());
    ArrayNode explanation = out.putArray("explanation");
    result
        .explanation()
        .forEach(
            cause ->
                explanation
                    .addObject()
                    .put("cause", cause.cause())
                    .put("term", cause.term())
                    .put("points", cause.points()));
    ObjectNode terms = out.putObject("terms");
    result.terms().forEach((term, value) -> terms.put(term, value));
    if (!result.outsideValidity().isEmpty()) {
      ArrayNode outside = out.putArray("outsideValidity");
      result.outsideValidity().forEach(flag -> outside.add(flag.toString()));
    }
    return out;
  }
}
