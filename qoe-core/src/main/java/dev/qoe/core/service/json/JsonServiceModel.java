package dev.qoe.core.service.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.qoe.core.service.Impairment;
import dev.qoe.core.service.ModelResult;
import dev.qoe.core.service.ServiceModel;
import dev.qoe.core.service.ValidityFlag;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * A service model over JSON objects, made of three functions: one reads the question, one answers
 * it, one writes what is special about the answer.
 *
 * <p>What all results share ({@code mos}, {@code terms}, {@code explanation}, {@code
 * outsideValidity}) is written here. Thread-safe.
 *
 * @param <Q> the question: what the fields of one input object say
 * @param <R> the result
 * @since 0.1
 */
public final class JsonServiceModel<Q, R extends ModelResult> implements JsonModel {

  private final String name;
  private final String title;
  private final String help;
  private final Function<JsonFields, Q> reader;
  private final Function<Q, R> scorer;
  private final BiConsumer<R, ObjectNode> writer;

  private JsonServiceModel(
      String name,
      String title,
      String help,
      Function<JsonFields, Q> reader,
      Function<Q, R> scorer,
      BiConsumer<R, ObjectNode> writer) {
    this.name = Objects.requireNonNull(name);
    this.title = Objects.requireNonNull(title);
    this.help = Objects.requireNonNull(help);
    this.reader = Objects.requireNonNull(reader);
    this.scorer = Objects.requireNonNull(scorer);
    this.writer = Objects.requireNonNull(writer);
  }

  /**
   * Returns {@code model} over JSON objects.
   *
   * @param help the fields it reads and writes, a line each
   * @param reader reads the model's input; may throw {@link IllegalArgumentException}
   * @param writer writes the fields that only this model has
   */
  public static <I, R extends ModelResult> JsonServiceModel<I, R> of(
      ServiceModel<I, R> model,
      String help,
      Function<JsonFields, I> reader,
      BiConsumer<R, ObjectNode> writer) {
    return new JsonServiceModel<>(
        model.descriptor().name(), model.descriptor().title(), help, reader, model::score, writer);
  }

  /**
   * Returns a model whose constants are part of the question, over JSON objects.
   *
   * @param name the name by which the command line knows it
   * @param title one line for the list of models
   * @param help the fields it reads and writes, a line each
   * @param reader reads input and constants; may throw {@link IllegalArgumentException}
   * @param scorer answers; may throw {@link IllegalArgumentException}
   * @param writer writes the fields that only this model has
   */
  public static <Q, R extends ModelResult> JsonServiceModel<Q, R> of(
      String name,
      String title,
      String help,
      Function<JsonFields, Q> reader,
      Function<Q, R> scorer,
      BiConsumer<R, ObjectNode> writer) {
    return new JsonServiceModel<>(name, title, help, reader, scorer, writer);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String help() {
    return help;
  }

  @Override
  public ObjectNode score(ObjectNode input) {
    JsonFields fields = JsonFields.of(input);
    try {
      Q question = reader.apply(fields);
      fields.refuseUnknown();
      return write(scorer.apply(question));
    } catch (InvalidInputException e) {
      throw e;
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(Objects.requireNonNullElse(e.getMessage(), e.toString()), e);
    }
  }

  /**
   * Returns the constant of an enumeration that a text names, whatever its case; spaces and hyphens
   * count as underscores.
   *
   * @throws InvalidInputException if it names none; the message lists the known names
   */
  public static <E extends Enum<E>> E constant(String field, String text, Class<E> type) {
    String wanted = text.strip().replace(' ', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    StringBuilder known = new StringBuilder();
    for (E each : type.getEnumConstants()) {
      if (each.name().equals(wanted)) {
        return each;
      }
      known.append(known.isEmpty() ? "" : ", ").append(each.name().toLowerCase(Locale.ROOT));
    }
    throw new InvalidInputException(
        "field '%s' must be one of %s: '%s'".formatted(field, known, text));
  }

  private ObjectNode write(R result) {
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    writer.accept(result, out);
    out.put("mos", result.mos());
    ObjectNode terms = out.putObject("terms");
    for (Map.Entry<String, Double> term : result.terms().entrySet()) {
      terms.put(term.getKey(), term.getValue());
    }
    ArrayNode explanation = out.putArray("explanation");
    for (Impairment each : result.explanation()) {
      ObjectNode entry = explanation.addObject();
      entry.put("cause", each.cause()).put("term", each.term()).put("points", each.points());
    }
    if (!result.outsideValidity().isEmpty()) {
      ArrayNode outside = out.putArray("outsideValidity");
      for (ValidityFlag flag : result.outsideValidity()) {
        outside.add(flag.toString());
      }
    }
    return out;
  }
}
