package dev.qoe.core.engine;

import dev.qoe.api.kpi.Kpi;
import dev.qoe.api.kpi.KpiDefinition;
import dev.qoe.core.kpi.KpiCatalog;
import dev.qoe.core.service.KpiModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The derivations asked for, and those in force: all of whose indicators the catalogue knows.
 * Guarded by the shard's lock.
 */
final class Derivations {

  private final List<Request> requests = new ArrayList<>();
  private List<Derivation> inForce = List.of();

  private record Request(Kpi output, KpiModel model, List<Kpi> inputs) {

    /**
     * Returns it with the catalogue's definitions; empty if one is not there.
     *
     * @throws IllegalArgumentException if their units do not fit the model
     */
    Optional<Derivation> in(KpiCatalog catalog) {
      List<KpiDefinition> definitions =
          inputs.stream().map(catalog::find).flatMap(Optional::stream).toList();
      return definitions.size() < inputs.size()
          ? Optional.empty()
          : catalog.find(output).map(made -> new Derivation(made, model, definitions));
    }
  }

  /**
   * Adds a derivation.
   *
   * @throws java.util.NoSuchElementException if the catalogue does not know an indicator
   * @throws IllegalArgumentException if number or units of the indicators do not fit the model, or
   *     an indicator would be made from itself
   */
  void add(Kpi output, KpiModel model, List<Kpi> inputs, KpiCatalog catalog) {
    Derivation added =
        new Derivation(catalog.get(output), model, inputs.stream().map(catalog::get).toList());
    for (Kpi input : inputs) {
      if (feeds(output, input)) {
        throw new IllegalArgumentException(
            "KPI '%s' must not be made from itself: its input '%s' is made from it; derive one of the two only"
                .formatted(output, input));
      }
    }
    requests.add(new Request(output, model, List.copyOf(inputs)));
    inForce = plus(inForce, added);
  }

  /**
   * Returns what would be in force with another catalogue.
   *
   * @throws IllegalArgumentException if units of the catalogue do not fit a model
   */
  List<Derivation> resolve(KpiCatalog catalog) {
    return requests.stream().map(request -> request.in(catalog)).flatMap(Optional::stream).toList();
  }

  void putInForce(List<Derivation> resolved) {
    inForce = resolved;
  }

  /**
   * Binds every derivation for which an element has all inputs and that is not bound yet.
   *
   * @param find finds the bound series of an indicator of the element
   * @param make returns the series of a derived indicator, made if need be
   */
  void bind(Function<Kpi, Optional<LiveSeries>> find, Function<KpiDefinition, LiveSeries> make) {
    for (Derivation derivation : inForce) {
      List<LiveSeries> inputs =
          derivation.inputs().stream()
              .map(input -> find.apply(input.kpi()))
              .flatMap(Optional::stream)
              .toList();
      if (inputs.size() == derivation.inputs().size()) {
        LiveSeries output = make.apply(derivation.output()); // may bind this very derivation
        if (inputs.stream().noneMatch(input -> input.feeds(derivation))) {
          Derivation.Bound bound = new Derivation.Bound(derivation, inputs, output);
          inputs.stream().distinct().forEach(input -> input.add(bound));
        }
      }
    }
  }

  /** Returns whether {@code made} is {@code from} or made from it, in whatever many steps. */
  private boolean feeds(Kpi from, Kpi made) {
    return from.equals(made)
        || requests.stream()
            .filter(request -> request.inputs().contains(from))
            .anyMatch(request -> feeds(request.output(), made));
  }

  private static <T> List<T> plus(List<T> list, T more) {
    List<T> all = new ArrayList<>(list);
    all.add(more);
    return List.copyOf(all);
  }
}
