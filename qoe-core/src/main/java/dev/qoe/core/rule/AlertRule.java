package dev.qoe.core.rule;

import dev.qoe.api.alert.Cause;
import dev.qoe.api.alert.Severity;
import dev.qoe.api.kpi.Kpi;
import dev.qoe.core.config.Nearest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is trouble, on which elements, when it begins and when it is over.
 *
 * <p>Made by {@link #builder(String, Condition)}. Immutable.
 *
 * @since 0.1
 */
public final class AlertRule {

  private final Builder values;

  private AlertRule(Builder values) {
    this.values = values;
  }

  /** Returns a builder of a rule that finds trouble where {@code when} holds. */
  public static Builder builder(String id, Condition when) {
    return new Builder(id, when);
  }

  /** Returns its identity. */
  public String id() {
    return values.id;
  }

  /** Returns what kind of trouble it finds. */
  public String type() {
    return values.type;
  }

  /** Returns how grave the trouble is. */
  public Severity severity() {
    return values.severity;
  }

  /** Returns which elements it watches. */
  public Selector on() {
    return values.on;
  }

  /** Returns what has to hold. */
  public Condition when() {
    return values.when;
  }

  /** Returns how long it has to hold, in event time, before the alert opens. */
  public Duration sustained() {
    return values.sustained;
  }

  /** Returns what has to hold for it to be over; empty if it is over when {@link #when} fails. */
  public Optional<Condition> until() {
    return Optional.ofNullable(values.until);
  }

  /** Returns how long it has to be over, in event time, before the alert is resolved. */
  public Duration clearFor() {
    return values.clearFor;
  }

  /** Returns the time of silence after which an open alert enters NO_DATA; empty for never. */
  public Optional<Duration> noDataAfter() {
    return Optional.ofNullable(values.noDataAfter);
  }

  /** Returns what is wrong, for people. */
  public String message() {
    return values.message;
  }

  /** Returns why it is thought to come about. */
  public Cause cause() {
    return values.cause == null ? new Cause(values.type, values.message) : values.cause;
  }

  /** Returns what makes two findings the same trouble, with names in braces to be filled in. */
  public String reductionKey() {
    return values.reductionKey;
  }

  /** Returns the indicators whose values are evidence, those of the condition first. */
  public Set<Kpi> evidence() {
    Set<Kpi> kpis = new LinkedHashSet<>(values.when.kpis());
    kpis.addAll(values.evidence);
    return kpis;
  }

  /** Returns the types of events that are evidence. */
  public Set<String> evidenceEvents() {
    return values.evidenceEvents;
  }

  /** Returns the rules whose lasting alert on the same element hides this one's. */
  public Set<String> suppressedBy() {
    return values.suppressedBy;
  }

  /** Returns all indicators that it speaks of: those of its evidence and of its end. */
  public Set<Kpi> kpis() {
    Set<Kpi> kpis = evidence();
    until().ifPresent(until -> kpis.addAll(until.kpis()));
    return kpis;
  }

  /** Returns whether {@code other} is a rule with the same content. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof AlertRule rule && values.all().equals(rule.values.all());
  }

  @Override
  public int hashCode() {
    return values.all().hashCode();
  }

  @Override
  public String toString() {
    return "rule '" + values.id + "'";
  }

  /** A builder of rules. Confine to one thread. */
  public static final class Builder {

    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)\\}");
    private static final List<String> PLACEHOLDERS = List.of("element", "parent", "rule", "tenant");

    private final String id;
    private final Condition when;
    private String type;
    private Severity severity = Severity.MAJOR;
    private Selector on = Selector.ofType("*");
    private Duration sustained = Duration.ZERO;
    private @Nullable Condition until;
    private Duration clearFor = Duration.ZERO;
    private @Nullable Duration noDataAfter;
    private String message;
    private @Nullable Cause cause;
    private String reductionKey = "{rule}:{element}";
    private List<Kpi> evidence = List.of();
    private Set<String> evidenceEvents = Set.of();
    private Set<String> suppressedBy = Set.of();

    private Builder(String id, Condition when) {
      this.id = id;
      this.when = when;
      this.type = id;
      this.message = id;
    }

    /** Sets what kind of trouble it finds; its identity unless set. */
    public Builder type(String value) {
      this.type = value;
      return this;
    }

    /** Sets how grave the trouble is; MAJOR unless set. */
    public Builder severity(Severity value) {
      this.severity = value;
      return this;
    }

    /** Sets which elements it watches; all unless set. */
    public Builder on(Selector value) {
      this.on = value;
      return this;
    }

    /** Sets how long it has to hold before the alert opens; no time unless set. */
    public Builder sustained(Duration value) {
      this.sustained = value;
      return this;
    }

    /** Sets what has to hold for it to be over. */
    public Builder until(Condition value) {
      this.until = value;
      return this;
    }

    /** Sets how long it has to be over before the alert is resolved; no time unless set. */
    public Builder clearFor(Duration value) {
      this.clearFor = value;
      return this;
    }

    /** Sets the time of silence after which an open alert enters NO_DATA. */
    public Builder noDataAfter(Duration value) {
      this.noDataAfter = value;
      return this;
    }

    /** Sets what is wrong, for people; the identity unless set. */
    public Builder message(String value) {
      this.message = value;
      return this;
    }

    /** Sets why it is thought to come about; type and message unless set. */
    public Builder cause(Cause value) {
      this.cause = value;
      return this;
    }

    /**
     * Sets what makes two findings the same trouble: text with {@code {rule}}, {@code {element}},
     * {@code {parent}} and {@code {tenant}}.
     */
    public Builder reductionKey(String value) {
      this.reductionKey = value;
      return this;
    }

    /** Sets further indicators whose values are evidence. */
    public Builder evidence(List<Kpi> value) {
      this.evidence = List.copyOf(value);
      return this;
    }

    /** Sets the types of events that are evidence. */
    public Builder evidenceEvents(Set<String> value) {
      this.evidenceEvents = Set.copyOf(value);
      return this;
    }

    /** Sets the rules whose lasting alert on the same element hides this one's. */
    public Builder suppressedBy(Set<String> value) {
      this.suppressedBy = Set.copyOf(value);
      return this;
    }

    /**
     * Returns the rule.
     *
     * @throws IllegalArgumentException if a text is blank, a duration negative, the limit of
     *     silence not above 0, the severity CLEARED or a name in braces unknown; the message names
     *     all mistakes
     */
    public AlertRule build() {
      List<String> problems = problems();
      if (!problems.isEmpty()) {
        throw new IllegalArgumentException("rule '" + id + "': " + String.join("; ", problems));
      }
      return new AlertRule(copy());
    }

    /** Returns what is wrong with it. */
    List<String> problems() {
      List<String> problems = new ArrayList<>();
      Map<String, String> texts = new LinkedHashMap<>();
      texts.put("id", id);
      texts.put("type", type);
      texts.put("message", message);
      texts.put("reductionKey", reductionKey);
      texts.forEach(
          (name, text) -> {
            if (text.isBlank()) {
              problems.add(name + " must not be blank");
            }
          });
      if (severity == Severity.CLEARED) {
        problems.add("severity must not be CLEARED: an alert ends by its evidence");
      }
      if (sustained.isNegative() || clearFor.isNegative()) {
        problems.add("durations must not be negative: %s, %s".formatted(sustained, clearFor));
      }
      if (noDataAfter != null && (noDataAfter.isNegative() || noDataAfter.isZero())) {
        problems.add("noDataAfter must be > 0: " + noDataAfter);
      }
      Matcher names = BRACES.matcher(reductionKey);
      while (names.find()) {
        if (!PLACEHOLDERS.contains(names.group(1))) {
          problems.add(
              "reductionKey knows no {%s}; it knows %s%s"
                  .formatted(
                      names.group(1), PLACEHOLDERS, Nearest.hint(names.group(1), PLACEHOLDERS)));
        }
      }
      return problems;
    }

    private List<Object> all() {
      return Arrays.asList(
          id,
          when,
          type,
          severity,
          on,
          sustained,
          Optional.ofNullable(until),
          clearFor,
          Optional.ofNullable(noDataAfter),
          message,
          Optional.ofNullable(cause),
          reductionKey,
          evidence,
          evidenceEvents,
          suppressedBy);
    }

    private Builder copy() {
      Builder copy = new Builder(id, when);
      copy.type = type;
      copy.severity = severity;
      copy.on = on;
      copy.sustained = sustained;
      copy.until = until;
      copy.clearFor = clearFor;
      copy.noDataAfter = noDataAfter;
      copy.message = message;
      copy.cause = cause;
      copy.reductionKey = reductionKey;
      copy.evidence = evidence;
      copy.evidenceEvents = evidenceEvents;
      copy.suppressedBy = suppressedBy;
      return copy;
    }
  }
}
