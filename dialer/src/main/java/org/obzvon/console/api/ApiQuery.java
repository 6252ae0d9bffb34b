package org.obzvon.console.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;

/// The query parameters of a request. Unknown names, repeated names and malformed values are refused.
public final class ApiQuery {
  public static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  public static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");
  private static final int LONGEST = 200;
  private static final int PAGE = 100;
  public static final int LARGEST_PAGE = 1_000;

  private final Map<String, List<String>> given;

  private ApiQuery(Map<String, List<String>> given) {
    this.given = given;
  }

  /// @param known every name that may be given
  public static ApiQuery of(Map<String, List<String>> given, Set<String> known) {
    List<Problem> problems = new ArrayList<>();
    given.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            String may = known.isEmpty() ? "nothing" : String.join(", ", new TreeSet<>(known));
            problems.add(new Problem("query", 0, shown(name), "is unknown; known here: " + may));
          } else if (values.size() != 1) {
            problems.add(new Problem("query", 0, name, "must be given once"));
          } else {
            StorableText.fault(values.getFirst(), LONGEST)
                .ifPresent(why -> problems.add(new Problem("query", 0, name, why)));
          }
        });
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return new ApiQuery(given);
  }

  /// Returns a name from outside in a form that a message may quote.
  private static String shown(String name) {
    return StorableText.fault(name, 60).isEmpty() ? name : "a name that cannot be shown";
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(given.get(name)).map(List::getFirst);
  }

  public Optional<Instant> instant(String name) {
    return read(name, "must be an instant such as 2026-11-18T09:00:00Z", Instant::parse)
        .map(at -> within(name, at));
  }

  private static Instant within(String name, Instant at) {
    if (at.isBefore(EARLIEST) || at.isAfter(LATEST)) {
      throw bad(name, "must lie between 2000 and 2100");
    }
    return at;
  }

  public Optional<LocalDate> day(String name) {
    return read(name, "must be a day such as 2026-11-18", LocalDate::parse);
  }

  public boolean flag(String name) {
    return read(
        name,
        "must be true or false",
        text -> switch (text) {
          case "true" -> true;
          case "false" -> false;
          default -> throw new IllegalArgumentException();
        })
        .orElse(false);
  }

  public Optional<Double> number(String name, double least, double most) {
    return read(
        name,
        "must be a number from " + least + " to " + most,
        text -> {
          double number = text.matches("\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(text) : Double.NaN;
          if (!(number >= least && number <= most)) {
            throw new IllegalArgumentException();
          }
          return number;
        });
  }

  public Optional<Integer> integer(String name, int least, int most) {
    return read(
        name,
        "must be a whole number from " + least + " to " + most,
        text -> {
          int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
          if (number < least || number > most) {
            throw new IllegalArgumentException();
          }
          return number;
        });
  }

  /// Returns the maximum number of entries on a page.
  public int limit() {
    return integer("limit", 1, LARGEST_PAGE).orElse(PAGE);
  }

  private <T> Optional<T> read(String name, String wanted, Function<String, T> reader) {
    try {
      return text(name).map(reader);
    } catch (IllegalArgumentException | DateTimeException _) {
      throw bad(name, wanted);
    }
  }

  private static BadInput bad(String name, String what) {
    return new BadInput(new Problem("query", 0, name, what));
  }

  /// Reads an id in a path. Text that is not an id is refused as missing.
  public static UUID id(String text) {
    if (!text.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
      throw Refusal.missing("there is nothing with this id");
    }
    return UUID.fromString(text);
  }
}
