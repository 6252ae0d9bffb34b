package org.obzvon.commands;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Suppression;
import org.obzvon.policy.Suppressions;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.Phone;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;

/// The commands on suppressions (stop entries), each stored together with its actor.
public final class SuppressionUseCases {
  public static final int MOST_LISTED = 1_000;

  /// The zone in which a day ends last on Earth: a suppression until a day never ends before that day is over for the
  /// debtor.
  private static final ZoneOffset LAST_EVENING = ZoneOffset.ofHours(-12);
  private static final LocalDate FIRST_DAY = LocalDate.of(2000, 1, 1);
  private static final LocalDate LAST_DAY = LocalDate.of(2099, 12, 31);

  private final Suppressions suppressions;
  private final Accounts accounts;
  private final AuditLog log;

  public SuppressionUseCases(Suppressions suppressions, Accounts accounts, AuditLog log) {
    this.suppressions = suppressions;
    this.accounts = accounts;
    this.log = log;
  }

  /// The values that a person enters for a suppression.
  ///
  /// @param lastDay last day of the suppression; empty: until it is lifted
  public record Wanted(Suppression.Target target, StopKind kind, Optional<LocalDate> lastDay, String note) {}

  /// @throws BadInput when the last day is not valid
  public Suppression add(Actor actor, Wanted wanted) {
    if (wanted.lastDay.filter(day -> day.isBefore(FIRST_DAY) || day.isAfter(LAST_DAY)).isPresent()) {
      throw BadInput.of("until", FormFault.BETWEEN_DAYS.with(FIRST_DAY, LAST_DAY));
    }
    Optional<Instant> end = wanted.lastDay.map(day -> day.plusDays(1).atStartOfDay().toInstant(LAST_EVENING));
    var stop = new Suppressions.Stop(
        wanted.target, wanted.kind, wanted.note, end, new Suppression.Origin.OfPerson(actor.name()));
    return log.asOne(
        () -> {
          Suppression entry = suppressions.add(stop);
          Map<String, String> after = new LinkedHashMap<>();
          after.put("kind", entry.kind().name());
          after.put("note", entry.note());
          wanted.lastDay.ifPresent(day -> after.put("until", day.toString()));
          log.note(actor, AuditLog.Deed.of("stop add", words(entry), after));
          return entry;
        });
  }

  /// @throws BadInput when no such suppression is in force
  public void lift(Actor actor, UUID id) {
    log.asOne(
        () -> {
          Optional<Suppression> entry = suppressions.find(id);
          if (!suppressions.lift(id)) {
            throw BadInput.of("ID", FormFault.NO_STOP.with());
          }
          Map<String, String> before = entry.map(one -> Map.of("kind", one.kind().name(), "note", one.note()))
              .orElse(Map.of());
          String whom = entry.map(this::words).orElse("stop " + id);
          log.note(actor, new AuditLog.Deed("stop lift", whom, before, Map.of()));
        });
  }

  /// Returns the target of a suppression in words.
  private String words(Suppression entry) {
    return switch (entry.target()) {
      case Suppression.Target.Number(Phone phone) -> phone.e164();
      case Suppression.Target.Household(UUID account) -> {
        Account known = accounts.byIds(Set.of(account)).get(account);
        yield "household of account " + (known == null ? account.toString() : known.number());
      }
    };
  }

  /// Returns the suppressions, newest first, at most [#MOST_LISTED].
  public List<Suppression> list(Suppressions.Scope scope) {
    return suppressions.list(scope, MOST_LISTED);
  }

  /// Returns the accounts that the suppressions name, by id.
  public Map<UUID, Account> named(List<Suppression> entries) {
    Set<UUID> ids = entries.stream()
        .map(Suppression::target)
        .filter(Suppression.Target.Household.class::isInstance)
        .map(target -> ((Suppression.Target.Household) target).account())
        .collect(Collectors.toSet());
    return ids.isEmpty() ? Map.of() : accounts.byIds(ids);
  }

  /// @param text account number, or a phone number that begins with a plus
  /// @throws BadInput when it is neither
  public Suppression.Target target(String text) {
    if (!text.startsWith("+")) {
      return accounts.byNumber(text)
          .map(account -> (Suppression.Target) new Suppression.Target.Household(account.id()))
          .orElseThrow(() -> BadInput.of("ACCOUNT_OR_PHONE", FormFault.NO_ACCOUNT.with(text)));
    }
    try {
      return new Suppression.Target.Number(new Phone(text));
    } catch (IllegalArgumentException _) {
      throw BadInput.of("ACCOUNT_OR_PHONE", FormFault.NO_TELEPHONE.with(text));
    }
  }
}
