package org.obzvon.rehearsal.smsc;

import java.time.Duration;
import java.util.Optional;
import org.obzvon.register.Phone;
import org.obzvon.rehearsal.Chance;
import org.obzvon.rehearsal.Debtor;
import org.obzvon.rehearsal.Population;
import org.obzvon.rehearsal.smsc.CentreBehaviour.Fate;
import org.obzvon.rehearsal.smsc.CentreBehaviour.Faults;
import org.obzvon.rehearsal.smsc.CentreBehaviour.Seen;

/// The centre's behaviour for messages to the population: more than nine of ten are delivered (statistics.md §5: 90–95
/// %); some are throttled at first, some delivery reports come twice and some never. It depends on the seed, the number
/// and how often the number was written to before, never on the order in which numbers come.
public final class PopulationCentreBehaviour implements Faults {
  private static final Duration RECEIPT_AFTER = Duration.ofMillis(3);

  private final Population population;

  public PopulationCentreBehaviour(Population population) {
    this.population = population;
  }

  public CentreBehaviour manners() {
    return new CentreBehaviour(this::fate, CentreBehaviour.DECIMAL, this, RECEIPT_AFTER);
  }

  private Fate fate(Seen segment) {
    Phone phone = new Phone("+" + segment.to());
    Optional<Debtor.LineState> line = population.byPhone(phone).stream()
        .flatMap(debtor -> debtor.person().lines().stream())
        .filter(one -> one.phone().equals(phone))
        .map(Debtor.Line::state)
        .findFirst();
    return switch (line.orElse(Debtor.LineState.NO_SUCH_NUMBER)) {
      case NO_SUCH_NUMBER -> Fate.NO_NUMBER;
      case SWITCHED_OFF -> Fate.EXPIRED;
      case WORKS, WRONG -> chance("delivered", segment.to(), segment.message()).happens(0.985) ? Fate.DELIVRD
          : Fate.EXPIRED;
    };
  }

  @Override
  public boolean throttles(Seen segment) {
    return chance("throttled", segment.to(), segment.submission()).happens(0.03);
  }

  @Override
  public boolean doubles(Seen segment) {
    return chance("doubled", segment.to(), segment.message()).happens(0.05);
  }

  @Override
  public boolean loses(Seen segment) {
    return segment.last() && chance("lost", segment.to(), segment.message()).happens(0.02);
  }

  @Override
  public boolean cuts(Seen segment) {
    return false;
  }

  private Chance chance(String what, String to, int time) {
    return Chance.of(population.seed(), "message", what, to, time);
  }
}
