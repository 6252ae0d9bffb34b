package org.obzvon.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The sums of one arm, gathered in one pass over the table.
final class ArmTally {
  final String arm;
  int accounts;
  int paid;

  /// Accounts that are unpaid and were followed for less than the window.
  int followedShorter;

  /// x = covariate, y = amount paid
  final PairMoments amount = new PairMoments();

  /// x = paid within the window (0/1), y = cost of contact
  final PairMoments cost = new PairMoments();

  /// y = amount paid less the cost of contact
  final PairMoments net = new PairMoments();

  /// x = reached (0/1), y = paid within the window (0/1)
  final PairMoments payment = new PairMoments();

  final List<Segment> segments = new ArrayList<>();
  LifeTable life;
  private final LifeTable.Builder lives = new LifeTable.Builder();

  /// The arm's accounts with one reason.
  static final class Segment {
    int accounts;
    int paid;
    LifeTable life;
    private final LifeTable.Builder lives = new LifeTable.Builder();
  }

  private ArmTally(String arm, int reasons) {
    this.arm = arm;
    IntStream.range(0, reasons).forEach(_ -> segments.add(new Segment()));
  }

  /// Returns one tally for each of the table's arms, in its order.
  static List<ArmTally> of(AccountTable table, double window) {
    int reasons = table.reasons().size();
    List<ArmTally> tallies = table.arms().stream().map(arm -> new ArmTally(arm, reasons)).toList();
    int[] arms = table.armPositions();
    int[] segments = table.reasonPositions();
    for (int row = 0; row < table.size(); row++) {
      ArmTally tally = tallies.get(arms[table.armId(row)]);
      tally.add(table, row, window);
      if (reasons > 0) {
        tally.addSegment(tally.segments.get(segments[table.reasonId(row)]), table, row, window);
      }
    }
    tallies.forEach(ArmTally::build);
    return tallies;
  }

  static boolean paidWithin(AccountTable table, int row, double window) {
    return table.event(row) == FollowUpEnd.PAID && (!table.has(Column.DAYS) || table.days(row) <= window);
  }

  private void add(AccountTable table, int row, double window) {
    boolean hasPaid = paidWithin(table, row, window);
    double indicator = hasPaid ? 1 : 0;
    accounts++;
    paid += hasPaid ? 1 : 0;
    amount.add(table.has(Column.COVARIATE) ? table.covariate(row) : 0, table.amount(row));
    cost.add(indicator, table.cost(row));
    net.add(0, table.amount(row) - table.cost(row));
    payment.add(table.reached(row) ? 1 : 0, indicator);
    lives.add(table.event(row), table.days(row));
    followedShorter += table.event(row) == FollowUpEnd.CENSORED && table.days(row) < window ? 1 : 0;
  }

  private void addSegment(Segment segment, AccountTable table, int row, double window) {
    segment.accounts++;
    segment.paid += paidWithin(table, row, window) ? 1 : 0;
    segment.lives.add(table.event(row), table.days(row));
  }

  private void build() {
    life = lives.build();
    segments.forEach(segment -> segment.life = segment.lives.build());
  }

  RatePair against(ArmTally base) {
    return new RatePair(paid, accounts, base.paid, base.accounts);
  }
}
