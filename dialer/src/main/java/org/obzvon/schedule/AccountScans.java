package org.obzvon.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.obzvon.campaign.Campaign;
import org.obzvon.register.Account;
import org.obzvon.register.Accounts;
import org.obzvon.register.ChangedAccounts;
import org.obzvon.schedule.ScanMarks.ScanMark;

/// Chooses the accounts that a campaign's tick reads: all overdue ones, or, until something falls due for one that did
/// not change, only those that changed since the last tick. All are read again
///
/// - at the first tick of this process, because settings and contact policies may have changed;
/// - when the definition of the campaign changed, or the database was moved to another server;
/// - at the moment that the last scan named, at the latest a day after it;
/// - when so many accounts changed that reading them one page after another would cost more.
public final class AccountScans {
  /// The most accounts in memory at once, about 2 kB each with the data queried for them; large enough that the
  /// statements of a page cost little beside its rows.
  private static final int PAGE = 1_000;
  /// The most changed accounts that are read by themselves. Each page of them sorts all of them.
  private static final int MOST_CHANGED = 20_000;
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Accounts accounts;
  private final ChangedAccounts changes;
  private final ScanMarks marks;
  private final int page;
  private final Set<UUID> scanned = ConcurrentHashMap.newKeySet();

  public AccountScans(Accounts accounts, ChangedAccounts changes, ScanMarks marks) {
    this(accounts, changes, marks, PAGE);
  }

  /// @param page the most accounts in memory at once
  AccountScans(Accounts accounts, ChangedAccounts changes, ScanMarks marks, int page) {
    this.accounts = accounts;
    this.changes = changes;
    this.marks = marks;
    this.page = page;
  }

  /// The accounts of one tick.
  ///
  /// @param pages read one by one as they are asked for, the largest debts first
  /// @param seen every change before it is in the pages
  /// @param latest the moment at which all accounts are read again, whatever the pages hold
  record Scan(Campaign campaign, Stream<List<Account>> pages, ChangedAccounts.Position seen, Instant latest) {}

  Scan begin(Campaign campaign, Instant now) {
    ChangedAccounts.Position seen = changes.position();
    return mark(campaign, seen, now)
        .map(
            mark -> new Scan(
                campaign, Accounts.pages(after -> changes.overdue(mark.seen(), after, page), page), seen, mark.dueAt()))
        .orElseGet(() -> new Scan(campaign, accounts.pagesOfOverdue(page), seen, now.plus(LONGEST)));
  }

  /// Returns the mark from which on only changed accounts have to be read.
  private Optional<ScanMark> mark(Campaign campaign, ChangedAccounts.Position seen, Instant now) {
    if (!scanned.contains(campaign.id())) {
      return Optional.empty();
    }
    return marks.find(campaign)
        .filter(mark -> mark.seen().server() == seen.server() && now.isBefore(mark.dueAt()))
        .filter(mark -> changes.count(mark.seen(), MOST_CHANGED + 1) <= MOST_CHANGED);
  }

  /// Notes that all pages of the scan were worked through.
  ///
  /// @param due the earliest moment at which something falls due for an account of the pages
  void end(Scan scan, Instant due) {
    marks.put(scan.campaign(), new ScanMark(scan.seen(), due.isBefore(scan.latest()) ? due : scan.latest()));
    scanned.add(scan.campaign().id());
  }
}
