package dev.qoe.core.meter;

import java.util.Collection;
import java.util.Map;

/**
 * The figures of an engine, always as they are now; counts begin at its start and never go back.
 *
 * <p>Asking stops no one and is cheap enough for every second. Thread-safe.
 *
 * @since 0.1
 */
public interface EngineStatistics {

  /** Returns how many measurements were handed in. */
  long received();

  /** Returns how many the store has taken over. */
  long stored();

  /** Returns how many were refused, by reason. */
  Map<String, Long> rejected();

  /** Returns how many were given up after they had been accepted, by reason. */
  Map<String, Long> dropped();

  /** Returns how many are on their way to the store. */
  long inFlight();

  /** Returns how far what is scored lags behind what came in last, in seconds, {@code >= 0}. */
  double lagSeconds();

  /** Returns how many bytes wait in queues. */
  long queueBytes();

  /** Returns how many bytes may wait in queues. */
  long queueBytesLimit();

  /** Returns how long it takes from a measurement to the score it changes. */
  Latency scoreLatency();

  /** Returns how long the store takes for a batch. */
  Latency storeLatency();

  /** Returns how many scores were given up because the store could not take them over. */
  long scoresGivenUp();

  /** Returns how many windows were told, amended ones each time. */
  long windowsTold();

  /** Returns how many of them were given up because too many waited for slow listeners. */
  long windowsGivenUp();

  /** Returns how many values came too late for a window of theirs and were left out of it. */
  long valuesLateForWindows();

  /** Returns how many bytes windows take, those that wait for listeners included. */
  long windowBytes();

  /** Returns how many alerts were opened. */
  long alertsOpened();

  /** Returns how many alerts are open. */
  long alertsOpen();

  /** Returns how many series have had a value and are not stale. */
  long activeSeries();

  /** Returns how many elements there are. */
  long elements();

  /** Returns the sources that have handed in measurements; each stays the same object. */
  Collection<? extends SourceStatistics> sources();

  /** Returns how well the engine works. */
  EngineHealth health();
}
