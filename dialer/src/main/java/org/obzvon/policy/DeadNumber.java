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

/// A number of which the network said that it does not exist or takes no calls, and that nobody was reached at since. It is
/// left out for a while, over all campaigns, unless the register listed it anew since; another medium may still reach it.
///
/// One report alone proves nothing: networks err. Two count, of different days or by different lines, each by a line that
/// got through to a number with the same beginning around that time and that did not call every number dead then.
///
/// A number that is not the subscriber's needs no entry here: a stop entry keeps it out until a person lifts that.
///
/// @param reports the evidence, the newest first
public record DeadNumber(Phone phone, Medium medium, List<Report> reports) {
  /// Numbers are given out again, and networks err: after three months it is tried once more.
  public static final Duration BELIEVED = Duration.ofDays(90);

  /// A line that reached nobody at such a number within so long, before or after, says more about itself than about the
  /// number.
  public static final Duration LINE_PROVED_WITHIN = Duration.ofHours(12);

  /// Signs of a number, its plus included, within which a line proves itself: the country and the first digits of the
  /// network.
  public static final int BEGINNING = 5;

  public DeadNumber {
    reports = reports.stream().sorted(Comparator.comparing(Report::at).reversed()).toList();
    if (reports.isEmpty()) {
      throw new IllegalArgumentException("nobody called the number dead");
    }
  }

  /// What a line said of the number.
  public record Report(Refusal said, Instant at, String line) {
    private record Occasion(LocalDate day, String line) {}

    private Occasion occasion() {
      return new Occasion(LocalDate.ofInstant(at, ZoneOffset.UTC), line);
    }

    private Sentence words() {
      return Why.SAID_BY.with(at, line);
    }
  }

  /// By what was said since an instant; empty where that is too little.
  ///
  /// @param reports of lines that are believed
  public static Optional<DeadNumber> of(Phone phone, Medium medium, List<Report> reports, Instant since) {
    List<Report> counted = reports.stream().filter(report -> !report.at().isBefore(since)).toList();
    return counted.stream().map(Report::occasion).distinct().count() > 1
        ? Optional.of(new DeadNumber(phone, medium, counted))
        : Optional.empty();
  }

  /// When it was said last.
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
