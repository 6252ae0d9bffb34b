package org.obzvon.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.obzvon.register.Language;

/// Tests the table of the moves of a seat: every pair of two states.
class SeatMovesTest {
  private static final Map<OperatorState, Set<OperatorState>> LEGAL = Map.of(
      OperatorState.AVAILABLE,
      Set.of(OperatorState.READING, OperatorState.DIALLING, OperatorState.RINGING, OperatorState.PAUSED),
      OperatorState.READING, Set.of(OperatorState.DIALLING, OperatorState.RINGING, OperatorState.AVAILABLE),
      OperatorState.DIALLING, afterACall(OperatorState.TALKING),
      OperatorState.RINGING, afterACall(OperatorState.TALKING),
      OperatorState.TALKING, afterACall(OperatorState.HOLDING),
      OperatorState.HOLDING, afterACall(OperatorState.TALKING),
      OperatorState.WRAPPING_UP, Set.of(OperatorState.AVAILABLE, OperatorState.PAUSED),
      OperatorState.PAUSED, Set.of(OperatorState.AVAILABLE, OperatorState.RINGING));

  private final Operator operator = new Operator(UUID.randomUUID(), "Ion", "PJSIP/101", "main", Set.of(Language.RU));
  private final DeskBookWriter writer = new DeskBookWriter();
  private final DeskState state = new DeskState(new NoBook(), writer, InstantSource.fixed(Instant.EPOCH));

  private static Set<OperatorState> afterACall(OperatorState other) {
    return Set.of(other, OperatorState.WRAPPING_UP, OperatorState.AVAILABLE, OperatorState.PAUSED);
  }

  static Stream<Arguments> pairs() {
    return Arrays.stream(OperatorState.values())
        .flatMap(from -> Arrays.stream(OperatorState.values()).map(to -> Arguments.of(from, to)));
  }

  @BeforeEach
  void start() {
    writer.start();
  }

  @AfterEach
  void close() {
    writer.close();
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void a_seat_moves_only_as_the_table_says(OperatorState from, OperatorState to) {
    boolean legal = from == to || LEGAL.get(from).contains(to);
    sitsAs(from);
    assertThat(state.move(operator.id(), Set.of(from), to, "why")).isEqualTo(legal);
    assertThat(seat().state()).isEqualTo(legal ? to : from);
    assertThat(seat().reason()).isEqualTo(legal ? "why" : "");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void a_change_that_would_be_an_illegal_move_changes_nothing_and_is_not_told(OperatorState from, OperatorState to) {
    boolean legal = from == to || LEGAL.get(from).contains(to);
    sitsAs(from);
    List<DeskEvent> told = new ArrayList<>();
    state.listen(told::add);
    state.change(operator.id(), seat -> seat.missedOne().in(to, "", Instant.EPOCH));
    assertThat(seat().state()).isEqualTo(legal ? to : from);
    assertThat(seat().missed()).isEqualTo(legal ? 1 : 0);
    assertThat(told).hasSize(legal ? 1 : 0);
  }

  private Seat seat() {
    return state.seat(operator.id()).orElseThrow();
  }

  /// Brings the seat into a state by legal moves.
  private void sitsAs(OperatorState wanted) {
    state.sit(operator, OperatorWorkKind.ESCALATIONS);
    for (OperatorState next : way(wanted)) {
      assertThat(state.move(operator.id(), Set.of(seat().state()), next, "")).isTrue();
    }
  }

  /// Returns the shortest way of legal moves from the state in which an operator signs on.
  private static List<OperatorState> way(OperatorState wanted) {
    Map<OperatorState, List<OperatorState>> ways = new HashMap<>(Map.of(OperatorState.AVAILABLE, List.of()));
    Deque<OperatorState> open = new ArrayDeque<>(List.of(OperatorState.AVAILABLE));
    while (!ways.containsKey(wanted)) {
      OperatorState at = open.removeFirst();
      for (OperatorState next : LEGAL.get(at)) {
        if (!ways.containsKey(next)) {
          ways.put(next, Stream.concat(ways.get(at).stream(), Stream.of(next)).collect(Collectors.toList()));
          open.addLast(next);
        }
      }
    }
    return ways.get(wanted);
  }

  /// A book in which nothing is written.
  private static final class NoBook implements DeskBook {
    @Override
    public void save(Seat seat) {}

    @Override
    public void remove(UUID operator) {}

    @Override
    public List<Seat> seats() {
      return List.of();
    }

    @Override
    public void save(DeskConversation talk) {}

    @Override
    public List<DeskConversation> unfinished() {
      return List.of();
    }

    @Override
    public void write(DeskConversation talk, Disposition disposition, Runnable noted) {
      noted.run();
    }
  }
}
