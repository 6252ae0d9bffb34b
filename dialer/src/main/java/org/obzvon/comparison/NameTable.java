package org.obzvon.comparison;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Numbers names from 0 in the order of their first appearance. It holds the bytes of the names end to end, so that a
/// million of them need about 30 MB.
final class NameTable {
  private byte[] bytes = new byte[1024];
  private int[] end = new int[64];
  private int[] slots = new int[128];
  private int size;

  int size() {
    return size;
  }

  /// Returns the number of the name, a new one if the name is new.
  int idOf(String name) {
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    int slot = find(key);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    append(key);
    slots[slot] = size;
    if (size > slots.length / 2) {
      grow();
    }
    return size - 1;
  }

  private int start(int id) {
    return id == 0 ? 0 : end[id - 1];
  }

  private int find(byte[] key) {
    int slot = hash(key, 0, key.length) & (slots.length - 1);
    while (slots[slot] != 0 && !holds(slots[slot] - 1, key)) {
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  }

  private boolean holds(int id, byte[] key) {
    return Arrays.equals(bytes, start(id), end[id], key, 0, key.length);
  }

  private void append(byte[] key) {
    int from = start(size);
    int to = Math.addExact(from, key.length);
    if (to > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8L, Math.max(to, bytes.length * 2L)));
    }
    if (size == end.length) {
      end = Arrays.copyOf(end, size * 2);
    }
    System.arraycopy(key, 0, bytes, from, key.length);
    end[size++] = to;
  }

  private void grow() {
    slots = new int[slots.length * 2];
    for (int id = 0; id < size; id++) {
      int slot = hash(bytes, start(id), end[id]) & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = id + 1;
    }
  }

  /// Returns FNV-1a, 64 bits, folded with a finishing mix so that the low bits depend on all.
  private static int hash(byte[] text, int from, int to) {
    long hash = 0xcbf29ce484222325L;
    for (int index = from; index < to; index++) {
      hash = (hash ^ (text[index] & 0xff)) * 0x100000001b3L;
    }
    hash = (hash ^ (hash >>> 32)) * 0x9e3779b97f4a7c15L;
    return (int) (hash >>> 32);
  }
}
