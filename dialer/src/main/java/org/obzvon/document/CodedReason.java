package org.obzvon.document;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// The reasons that one part of the program may give, as the constants of an enum. The name of a constant is its code
/// and never changes: programs and the pages' translations use it.
///
/// A sentence has placeholders `{0}`, `{1}`, … for values and `{parts}` for the reasons within it.
public interface CodedReason {
  /// Returns the family of these reasons, the first half of the code.
  String family();

  String name();

  String english();

  /// Returns the code, such as `policy.zone-unknown`.
  default String code() {
    return family() + "." + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Returns the reason with its values; see [SentenceValue#of(Object)] for their types.
  default Sentence with(Object... values) {
    return Sentence.of(this, Stream.of(values).map(SentenceValue::of).toList(), List.of());
  }

  default Sentence of(List<Sentence> parts, Object... values) {
    return Sentence.of(this, Stream.of(values).map(SentenceValue::of).toList(), parts);
  }
}
