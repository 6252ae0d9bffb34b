package org.obzvon.register.jooq;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Divides things, counted from zero, into portions of whole groups. It needs eight bytes for each of them.
final class Portions {
  private final int[] parent;

  Portions(int size) {
    parent = new int[size];
    for (int i = 0; i < size; i++) {
      parent[i] = i;
    }
  }

  boolean isEmpty() {
    return parent.length == 0;
  }

  /// Puts two of them into one group.
  void unite(int one, int other) {
    int first = root(one);
    int second = root(other);
    parent[Math.max(first, second)] = Math.min(first, second);
  }

  private int root(int of) {
    int at = of;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /// Returns the portions, each with at least `size` members unless it is the last one.
  Iterable<int[]> of(int size) {
    int[] order = ordered();
    return () -> new Iterator<>() {
      private int from;

      @Override
      public boolean hasNext() {
        return from < order.length;
      }

      @Override
      public int[] next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        int end = Math.min(order.length, from + size);
        while (end < order.length && parent[order[end]] == parent[order[end - 1]]) {
          end++;
        }
        int[] portion = java.util.Arrays.copyOfRange(order, from, end);
        from = end;
        return portion;
      }
    };
  }

  /// Returns all of them with the members of a group side by side. A group's root is its smallest member, so it comes
  /// before the others: it holds the group's size first, then the place of the next member.
  private int[] ordered() {
    int[] next = new int[parent.length];
    for (int i = 0; i < parent.length; i++) {
      parent[i] = root(i);
      next[parent[i]]++;
    }
    int begin = 0;
    for (int i = 0; i < parent.length; i++) {
      if (parent[i] == i) {
        int size = next[i];
        next[i] = begin;
        begin += size;
      }
    }
    int[] order = new int[parent.length];
    for (int i = 0; i < parent.length; i++) {
      order[next[parent[i]]++] = i;
    }
    return order;
  }
}
