package org.obzvon.person;

import java.time.LocalDate;
import java.time.Period;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.obzvon.person.PersonalColumn.Kind;

/// How long each kind of personal data is kept. Recordings have a separate term, which the desk stores with each.
///
/// @param names after the account left the register, like that of telephones; empty: for ever
/// @param texts after they were written, like that of decisions
public record RetentionTerms(
    Optional<Period> names, Optional<Period> phones, Optional<Period> texts, Optional<Period> decisions) {
  private static final Optional<Period> LIMITATION = Optional.of(Period.ofYears(3));

  /// The usual terms of three years: a debt can usually be claimed for that long, and what was said about it may have
  /// to be proved for as long.
  public static final RetentionTerms USUAL = new RetentionTerms(LIMITATION, LIMITATION, LIMITATION, LIMITATION);

  /// Returns the last day of what is removed, by kind; a kind that is kept for ever is missing.
  public Map<Kind, LocalDate> until(LocalDate today) {
    Map<Kind, LocalDate> until = new EnumMap<>(Kind.class);
    names.ifPresent(term -> until.put(Kind.NAME, today.minus(term)));
    phones.ifPresent(term -> until.put(Kind.PHONE, today.minus(term)));
    texts.ifPresent(term -> until.put(Kind.TEXT, today.minus(term)));
    decisions.ifPresent(term -> until.put(Kind.DECISION, today.minus(term)));
    return until;
  }
}
