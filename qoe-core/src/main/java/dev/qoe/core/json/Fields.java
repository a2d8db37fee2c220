package dev.qoe.core.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A reader of an object some of whose fields may be missing.
 *
 * @param <D> what collects the fields as they come
 * @param <T> what is read
 */
abstract class Fields<D, T> extends StdDeserializer<T> {

  private static final long serialVersionUID = 1L;

  private final Class<T> type;
  private final transient List<String> names;

  Fields(Class<T> type, List<String> names) {
    super(type);
    this.type = type;
    this.names = names;
  }

  /** Returns what collects the fields of one object. */
  abstract D draft();

  /** Puts the field of that name, one of the known, into the draft. */
  abstract void field(D draft, String name, JsonParser in, DeserializationContext context)
      throws IOException;

  /** Returns the value; its required fields are had by {@link #required}. */
  abstract T value(D draft, JsonParser in) throws IOException;

  @Override
  public Collection<Object> getKnownPropertyNames() {
    return List.copyOf(names);
  }

  @Override
  @SuppressWarnings("unchecked")
  public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
    if (!in.isExpectedStartObjectToken()) {
      return (T) context.handleUnexpectedToken(type, in);
    }
    D draft = draft();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      in.nextToken();
      if (!names.contains(name)) {
        context.handleUnknownProperty(in, this, type, name);
      }
      try {
        field(draft, name, in, context);
      } catch (JsonMappingException | IllegalArgumentException e) {
        throw JsonMappingException.wrapWithPath(e, type, name);
      }
    }
    return value(draft, in);
  }

  <V> V required(@Nullable V value, String name, JsonParser in) throws JsonMappingException {
    if (value == null) {
      JsonMappingException missing = MismatchedInputException.from(in, type, "Missing field");
      missing.prependPath(type, name);
      throw missing;
    }
    return value;
  }
}
