package org.obzvon.document;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The reasons that one part of the program may give, as the constants of an enum. What a constant is called is its
/// code and does not change: programs and the pages' translations go by it.
///
/// A sentence has places `{0}`, `{1}`, … for values and `{parts}` for the reasons within it.
public interface Wording {
  /// Whose reasons these are; the first half of the code.
  String family();

  String name();

  String english();

  /// `policy.zone-unknown`
  default String code() {
    return family() + "." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  default Sentence with(Object... values) {
    return Sentence.of(this, Stream.of(values).map(String::valueOf).toList(), List.of());
  }

  default Sentence of(List<Sentence> parts, Object... values) {
    return Sentence.of(this, Stream.of(values).map(String::valueOf).toList(), parts);
  }
}
