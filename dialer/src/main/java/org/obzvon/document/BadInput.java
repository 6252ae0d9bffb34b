package org.obzvon.document;

import java.util.List;
import java.util.stream.Collectors;

/// Thrown for input that cannot be accepted. The thrower has changed nothing; the command line ends with exit code 2,
/// the API answers problem+json.
public class BadInput extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient List<Problem> problems;

  public BadInput(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public BadInput(Problem problem) {
    this(List.of(problem));
  }

  /// Makes an exception for input that is neither a file nor a document: an option, an argument.
  public static BadInput of(String source, String what) {
    return new BadInput(new Problem(source, 0, "", what));
  }

  public static BadInput of(String source, Sentence reason) {
    return new BadInput(new Problem(source, 0, "", reason));
  }

  public List<Problem> problems() {
    return problems;
  }
}
