package org.obzvon.register.csv;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;

/// Remembers a number for each of many keys, outside the heap; a large table is in a temporary file, so that the disk
/// limits it and not the memory.
///
/// It keeps 96 bits of a seeded hash in place of the key: of fifty million keys, two are taken for the same with a
/// probability of one in sixty trillion. A caller may look up and put from one thread at a time.
final class KeyTable implements AutoCloseable {
  private static final long SLOT_BYTES = 16;
  private static final long FEWEST_SLOTS = 1 << 10;
  /// The largest table that is in memory.
  private static final long LARGEST_IN_MEMORY = 1 << 20;
  private static final long PRIME = 0x9E3779B97F4A7C15L;

  private final long firstSeed;
  private final long secondSeed;
  private Arena arena;
  private MemorySegment slots;
  private long mask;
  private long filled;

  /// @param expected how many keys there may be; it grows if there are more
  KeyTable(long expected) {
    SecureRandom random = new SecureRandom();
    this.firstSeed = random.nextLong();
    this.secondSeed = random.nextLong();
    allocate(Math.max(FEWEST_SLOTS, Long.highestOneBit(expected * 2) * 2));
  }

  @SuppressWarnings("MustBeClosedChecker") // close() and grow() close it
  private void allocate(long count) {
    arena = Arena.ofShared();
    mask = count - 1;
    long bytes = count * SLOT_BYTES;
    slots = bytes <= LARGEST_IN_MEMORY ? arena.allocate(bytes) : mapped(bytes);
  }

  private MemorySegment mapped(long bytes) {
    try {
      Path file = Files.createTempFile("obzvon-keys", ".tmp");
      try (FileChannel channel = FileChannel.open(
          file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.SPARSE,
          StandardOpenOption.DELETE_ON_CLOSE)) {
        return channel.map(MapMode.READ_WRITE, 0, bytes, arena);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the number of the key; 0 if it has none.
  int get(String key) {
    return slots.get(ValueLayout.JAVA_INT, place(hash(key, firstSeed), (int) hash(key, secondSeed)) + 12);
  }

  /// Gives the key a number unless it has one. Returns the number that it had before; 0 if it had none.
  ///
  /// @param number not 0
  int putIfAbsent(String key, int number) {
    long first = hash(key, firstSeed);
    int second = (int) hash(key, secondSeed);
    long place = place(first, second);
    int earlier = slots.get(ValueLayout.JAVA_INT, place + 12);
    if (earlier == 0) {
      put(place, first, second, number);
      filled++;
      if (filled * 2 > mask) {
        grow();
      }
    }
    return earlier;
  }

  /// Returns the place of the slot with this hash, or of the empty slot where it belongs.
  private long place(long first, int second) {
    long slot = first & mask;
    while (true) {
      long place = slot * SLOT_BYTES;
      boolean empty = slots.get(ValueLayout.JAVA_INT, place + 12) == 0;
      if (empty || slots.get(ValueLayout.JAVA_LONG, place) == first
          && slots.get(ValueLayout.JAVA_INT, place + 8) == second) {
        return place;
      }
      slot = slot + 1 & mask;
    }
  }

  private void put(long place, long first, int second, int number) {
    slots.set(ValueLayout.JAVA_LONG, place, first);
    slots.set(ValueLayout.JAVA_INT, place + 8, second);
    slots.set(ValueLayout.JAVA_INT, place + 12, number);
  }

  private void grow() {
    MemorySegment old = slots;
    try (Arena _ = arena) {
      allocate((mask + 1) * 2);
      for (long at = 0; at < old.byteSize(); at += SLOT_BYTES) {
        int number = old.get(ValueLayout.JAVA_INT, at + 12);
        if (number != 0) {
          long first = old.get(ValueLayout.JAVA_LONG, at);
          int second = old.get(ValueLayout.JAVA_INT, at + 8);
          put(place(first, second), first, second, number);
        }
      }
    }
  }

  private static long hash(String key, long seed) {
    long hash = seed ^ key.length() * PRIME;
    for (int i = 0; i < key.length(); i++) {
      hash = Long.rotateLeft((hash ^ key.charAt(i)) * PRIME, 29);
    }
    hash = (hash ^ hash >>> 32) * PRIME;
    return (hash ^ hash >>> 29) * PRIME ^ hash >>> 32;
  }

  @Override
  public void close() {
    arena.close();
  }
}
