package org.obzvon.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.call.ami.RealLine;
import org.obzvon.desk.DeskEvent;
import org.obzvon.desk.Disposition;
import org.obzvon.desk.Disposition.NextStep;
import org.obzvon.desk.Disposition.Reach;
import org.obzvon.desk.OperatorState;
import org.obzvon.desk.OperatorWorkKind;
import org.obzvon.rig.AmiOnlooker;
import org.obzvon.rig.RigDebtors;
import org.obzvon.rig.RigOffice;

/// Measures the time from the debtor's key 0 to the operator's ringing telephone and to their page, over a hundred
/// calls of the whole product; an operator is always free. The figure to compare with is the exchange's own time, in
/// which the product has no part: from the moment when the debtor enters its queue to the ringing.
@Tag("bench")
@ExtendWith(RealLine.class)
class EscalationBench {
  private static final int CALLS = 100;
  private static final RigDebtors.Kind SHORT = new RigDebtors.Kind("7600xxxx", "wants-a-person", "ANSWERED",
      "REACHED ESCALATED", 16, true);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private record Measured(Duration keyDownToRinging, Duration keyUpToRinging, Duration keyDownToPage, Duration queue) {}

  @Test
  void a_hundred_debtors_press_0() throws IOException {
    try (RigOffice office = new RigOffice(folder, 3, 2);
        AmiOnlooker onlooker = new AmiOnlooker();
        ExecutorService pages = Executors.newVirtualThreadPerTaskExecutor()) {
      office.desk().listen(event -> {
        if (event instanceof DeskEvent.Changed(var operator, var view)
            && view.filter(seen -> seen.state() == OperatorState.WRAPPING_UP).isPresent()) {
          pages.execute(() -> dispose(office, operator));
        }
      });
      for (int telephone = 101; telephone <= 104; telephone++) {
        office.operator(telephone, OperatorWorkKind.ESCALATIONS);
      }
      office.calls("hundred", new RigDebtors().with(CALLS, SHORT));
      await().atMost(Duration.ofMinutes(9)).until(() -> popped(office).size() >= CALLS);
      List<Measured> measured = popped(office).stream().map(pop -> measured(pop, onlooker)).flatMap(Optional::stream)
          .toList();
      assertThat(measured).hasSizeGreaterThan(CALLS * 9 / 10);
      print("key down to ringing ", measured.stream().map(Measured::keyDownToRinging).toList());
      print("key up to ringing   ", measured.stream().map(Measured::keyUpToRinging).toList());
      print("key down to the page", measured.stream().map(Measured::keyDownToPage).toList());
      print("queue to ringing    ", measured.stream().map(Measured::queue).toList());
    }
  }

  private static List<DeskEvent.Popped> popped(RigOffice office) {
    return office.events.stream().filter(DeskEvent.Popped.class::isInstance).map(DeskEvent.Popped.class::cast).toList();
  }

  private static void dispose(RigOffice office, UUID operator) {
    office.desk().dispose(
        operator,
        new Disposition(Reach.RIGHT_PERSON, Optional.empty(), Optional.empty(), "", new NextStep.Nothing()));
  }

  private static Optional<Measured> measured(DeskEvent.Popped popped, AmiOnlooker onlooker) {
    String attempt = popped.pop().attempt().orElseThrow().toString();
    Optional<Instant> down = onlooker.first(event -> isKey(event, "DTMFBegin", attempt));
    Optional<Instant> up = onlooker.first(event -> isKey(event, "DTMFEnd", attempt));
    Optional<Instant> joined = onlooker.first(
        event -> "QueueCallerJoin".equals(event.get("Event")) && attempt.equals(event.get("Uniqueid")));
    Optional<Instant> ringing = onlooker.first(
        event -> "Newstate".equals(event.get("Event")) && "5".equals(event.get("ChannelState"))
            && attempt.equals(event.get("Linkedid")) && event.get("Channel").matches("PJSIP/10[1-4]-.*"));
    boolean whole = down.isPresent() && up.isPresent() && ringing.isPresent() && joined.isPresent();
    return whole
        ? Optional.of(
            new Measured(
                Duration.between(down.get(), ringing.get()), Duration.between(up.get(), ringing.get()),
                Duration.between(down.get(), popped.at()), Duration.between(joined.get(), ringing.get())))
        : Optional.empty();
  }

  private static boolean isKey(Map<String, String> event, String name, String attempt) {
    return name.equals(event.get("Event")) && attempt.equals(event.get("Uniqueid"))
        && "Received".equals(event.get("Direction")) && "0".equals(event.get("Digit"));
  }

  private static void print(String what, List<Duration> times) {
    List<Duration> sorted = new ArrayList<>(times);
    Collections.sort(sorted);
    System.out.printf(
        Locale.ROOT, "%s  n %d  p50 %d ms  p99 %d ms  most %d ms%n", what, sorted.size(),
        sorted.get((sorted.size() - 1) / 2).toMillis(),
        sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1).toMillis(), sorted.getLast().toMillis());
  }
}
