package org.obzvon.policy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.obzvon.contact.ContactOutcome.Refusal;
import org.obzvon.document.Sentence;
import org.obzvon.register.Phone;

/// A number that the network reported as non-existent or as taking no calls, and at which nobody was reached since. All
/// campaigns leave it out for a while, unless the register listed it anew since; another medium may still reach it.
///
/// One report alone proves nothing, because networks err. Two reports count if they are of different days or by
/// different lines. Each must come from a line that got through to a number with the same beginning around that time
/// and that did not report every number as dead then.
///
/// A number that is not the subscriber's needs no entry here: a suppression keeps it out until a person lifts that.
///
/// @param reports the evidence, the newest first
public record DeadNumber(Phone phone, Medium medium, List<Report> reports) {
  /// How long a dead number is left out. Numbers are given out again, and networks err: after three months we try it
  /// again.
  public static final Duration BELIEVED = Duration.ofDays(90);

  /// How close in time, before or after a report, the line must have got through to a similar number. If it did not,
  /// the report says more about the line than about the number.
  public static final Duration LINE_PROVED_WITHIN = Duration.ofHours(12);

  /// How many characters of a number, its plus included, two numbers must share for a line to prove itself: the country
  /// and the first digits of the network.
  public static final int BEGINNING = 5;

  public DeadNumber {
    reports = reports.stream().sorted(Comparator.comparing(Report::at).reversed()).toList();
    if (reports.isEmpty()) {
      throw new IllegalArgumentException("nobody called the number dead");
    }
  }

  /// A report by one line that the network refused the number.
  public record Report(Refusal said, Instant at, String line) {
    private record Occasion(LocalDate day, String line) {}

    private Occasion occasion() {
      return new Occasion(LocalDate.ofInstant(at, ZoneOffset.UTC), line);
    }

    private Sentence words() {
      return Why.SAID_BY.with(at, line);
    }
  }

  /// Returns the dead number according to the reports since an instant, or empty if they are too few.
  ///
  /// @param reports of lines that are believed
  public static Optional<DeadNumber> of(Phone phone, Medium medium, List<Report> reports, Instant since) {
    List<Report> counted = reports.stream().filter(report -> !report.at().isBefore(since)).toList();
    return counted.stream().map(Report::occasion).distinct().count() > 1
        ? Optional.of(new DeadNumber(phone, medium, counted))
        : Optional.empty();
  }

  /// When the last report came.
  public Instant at() {
    return reports.getFirst().at();
  }

  Sentence words() {
    List<Sentence> evidence = reports.stream().map(Report::words).toList();
    return switch (reports.getFirst().said()) {
      case NO_SUCH_NUMBER -> Why.NO_SUCH_NUMBER.of(evidence);
      case BARRED -> Why.BARRED.of(evidence);
      case WRONG_NUMBER, OPTED_OUT, PREFIX_NOT_ALLOWED ->
          throw new IllegalStateException("not a word of the network: " + reports.getFirst().said());
    };
  }
}
