package org.obzvon.register;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.obzvon.document.Sentence;

/// Reads the lists of findings that imports wrote.
public interface FindingListReader {
  /// Returns the first findings of a list, at most `most`.
  List<Finding> first(Path list, int most);

  /// Returns the whole list as a file with its reasons in other words, for a reader of another language. Names of
  /// columns, codes and values stay.
  String said(Path list, Function<Sentence, String> words);
}
