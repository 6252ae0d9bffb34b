package org.obzvon.console;

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

/// The commands on stop entries, whoever gives them; each is logged.
public final class StopDesk {
  public static final int MOST_LISTED = 1_000;

  /// Where a day ends last on Earth: an entry until a day never ends before that day is over for the debtor.
  private static final ZoneOffset LAST_EVENING = ZoneOffset.ofHours(-12);

  private final Suppressions suppressions;
  private final Accounts accounts;
  private final AuditLog log;

  public StopDesk(Suppressions suppressions, Accounts accounts, AuditLog log) {
    this.suppressions = suppressions;
    this.accounts = accounts;
    this.log = log;
  }

  /// What a person writes down.
  ///
  /// @param target account number, or a telephone that begins with a plus
  /// @param lastDay of the stop; empty: until it is lifted
  public record Wanted(String target, StopKind kind, Optional<LocalDate> lastDay, String note) {}

  /// @throws BadInput when the target is neither an account nor a telephone
  public Suppression add(Actor actor, Wanted wanted) {
    Optional<Instant> end = wanted.lastDay.map(day -> day.plusDays(1).atStartOfDay().toInstant(LAST_EVENING));
    Suppression entry =
        suppressions.add(
            new Suppressions.Stop(
                target(wanted.target), wanted.kind, wanted.note, end, new Suppression.Origin.OfPerson(actor.name())));
    Map<String, String> after = new LinkedHashMap<>();
    after.put("kind", entry.kind().name());
    after.put("note", entry.note());
    wanted.lastDay.ifPresent(day -> after.put("until", day.toString()));
    log.note(actor, AuditLog.Deed.of("stop add", wanted.target, after));
    return entry;
  }

  /// @throws BadInput when no such entry is in force
  public void lift(Actor actor, UUID id) {
    Optional<Suppression> entry = suppressions.find(id);
    if (!suppressions.lift(id)) {
      throw BadInput.of("ID", FormFault.NO_STOP.with());
    }
    Map<String, String> before = entry.map(one -> Map.of("kind", one.kind().name(), "note", one.note())).orElse(Map.of());
    log.note(actor, new AuditLog.Deed("stop lift", "stop " + id, before, Map.of()));
  }

  /// Newest first, at most [#MOST_LISTED].
  public List<Suppression> list(Suppressions.Scope scope) {
    return suppressions.list(scope, MOST_LISTED);
  }

  /// The accounts that entries name, by id.
  public Map<UUID, Account> named(List<Suppression> entries) {
    Set<UUID> ids =
        entries.stream()
            .map(Suppression::target)
            .filter(Suppression.Target.Household.class::isInstance)
            .map(target -> ((Suppression.Target.Household) target).account())
            .collect(Collectors.toSet());
    return ids.isEmpty() ? Map.of() : accounts.byIds(ids);
  }

  private Suppression.Target target(String text) {
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
