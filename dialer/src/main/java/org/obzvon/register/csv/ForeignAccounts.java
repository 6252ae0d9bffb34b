package org.obzvon.register.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The account numbers that belong to other sources than that of the register.
final class ForeignAccounts implements AutoCloseable {
  private final KeyTable sources = new KeyTable(0);
  private final List<String> names = new ArrayList<>();

  void add(String number, String source) {
    int place = names.indexOf(source);
    if (place < 0) {
      place = names.size();
      names.add(source);
    }
    sources.putIfAbsent(number, place + 1);
  }

  /// Returns the source to which the account belongs; empty if it is none of the others.
  Optional<String> source(String number) {
    int place = sources.get(number);
    return place == 0 ? Optional.empty() : Optional.of(names.get(place - 1));
  }

  @Override
  public void close() {
    sources.close();
  }
}
