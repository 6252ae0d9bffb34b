package org.obzvon.console.api.json;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.obzvon.document.Problem;
import org.obzvon.document.Sentence;

/// Writes a refusal as RFC 9457 describes it, with everything that is wrong with the input.
public final class ProblemJson {
  public static final String TYPE = "application/problem+json";
  private static final int MOST = 200;

  private ProblemJson() {}

  private record Body(String type, String title, int status, String detail, Optional<List<Place>> problems) {}

  /// @param where the part of the request, and the key, parameter or column in it
  private record Place(String where, Optional<Integer> line, Optional<Integer> column, String what,
      Optional<String> code) {}

  public static byte[] write(int status, String title, String detail, List<Problem> problems) {
    String told = problems.isEmpty() ? detail
        : problems.stream().limit(MOST).map(Problem::toString)
            .collect(Collectors.joining("\n"));
    Optional<List<Place>> places = Optional.of(problems).filter(some -> !some.isEmpty())
        .map(some -> some.stream().limit(MOST).map(ProblemJson::place).toList());
    return ApiJson.write(new Body("about:blank", title, status, told, places));
  }

  private static Place place(Problem problem) {
    Optional<Integer> line = problem.line() > 0 ? Optional.of(problem.line()) : Optional.empty();
    Optional<String> code = Optional.of(problem.reason()).filter(Sentence::isWorded).map(Sentence::code);
    if (problem.where().matches("column \\d{1,9}")) {
      Integer column = Integer.valueOf(problem.where().substring(7));
      return new Place(problem.source(), line, Optional.of(column), problem.what(), code);
    }
    String where = problem.where().isEmpty() ? problem.source() : problem.source() + ": " + problem.where();
    return new Place(where, line, Optional.empty(), problem.what(), code);
  }
}
