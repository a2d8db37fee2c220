package dev.qoe.core.engine;

/**
 * The measurements of a block in the order of their shards; those of one shard stay in order.
 *
 * <p>Filled again and again without allocating anything, and without branches that a processor
 * would have to guess. Confine to one thread.
 */
final class ShardOrder {

  private final int[] shards;
  private final int[] indices;

  /** By shard: how many measurements, then where the next of them goes. */
  private final int[] places;

  /** The shards that come up, each once. */
  private final int[] present;

  private int presentCount;
  private int size;
  private long sorted;
  private int first;

  /** Creates an empty order of up to so many measurements for that many shards. */
  ShardOrder(int most, int shardCount) {
    shards = new int[most];
    indices = new int[most];
    places = new int[shardCount];
    present = new int[most + 1];
  }

  /** Forgets all; {@code firstIndex} will be that of the first measurement. */
  void clear(int firstIndex) {
    for (int i = 0; i < presentCount; i++) {
      places[present[i]] = 0;
    }
    presentCount = 0;
    size = 0;
    first = firstIndex;
  }

  /** Adds the next measurement, which lies in that shard. */
  void add(int shard) {
    shards[size++] = shard;
    present[presentCount] = shard;
    presentCount += places[shard]++ == 0 ? 1 : 0;
  }

  /** Puts what was added in order. */
  void sort() {
    sorted++;
    int begin = 0;
    for (int i = 0; i < presentCount; i++) {
      int shard = present[i];
      int count = places[shard];
      places[shard] = begin;
      begin += count;
    }
    for (int i = 0; i < size; i++) {
      indices[places[shards[i]]++] = first + i;
    }
  }

  /** Returns how often something was put in order. */
  long sorted() {
    return sorted;
  }

  /** Returns how many measurements there are. */
  int size() {
    return size;
  }

  /** Returns the index of the measurement at that place in the order. */
  int index(int place) {
    return indices[place];
  }

  /** Returns the shard of the measurement at that place. */
  int shard(int place) {
    return shards[indices[place] - first];
  }

  /** Returns the place after the last of the same shard. */
  int endOfShard(int place) {
    return places[shard(place)];
  }
}
