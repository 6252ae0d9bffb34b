package org.obzvon.register;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.obzvon.document.Sentence;

/// The lists of findings that imports wrote, read again.
public interface FindingLists {
  /// The first of a list, `most` at most.
  List<Finding> first(Path list, int most);

  /// The whole list as a file for somebody who reads other words. Names of columns, codes and values stay.
  String said(Path list, Function<Sentence, String> words);
}
