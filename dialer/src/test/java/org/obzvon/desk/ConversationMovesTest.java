package org.obzvon.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests the table of the moves of a conversation: every pair of two states.
class ConversationMovesTest {
  private static final Instant AT = Instant.EPOCH;
  private static final Set<ConversationState> FIRST = Set.of(ConversationState.WAITING, ConversationState.RINGING,
      ConversationState.CLOSED);
  private static final Map<ConversationState, Set<ConversationState>> LEGAL = Map.of(
      ConversationState.WAITING, Set.of(ConversationState.RINGING, ConversationState.CLOSED),
      ConversationState.RINGING, Set.of(ConversationState.TALKING, ConversationState.CLOSED),
      ConversationState.TALKING,
      Set.of(ConversationState.TALKING, ConversationState.ENDED, ConversationState.CLOSED),
      ConversationState.ENDED, Set.of(ConversationState.CLOSED),
      ConversationState.CLOSED, Set.of());

  private final UUID operator = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final DeskConversation wait = DeskConversation.waiting(UUID.randomUUID(), "main", AT, List.of());
  private final SavedConversations book = new SavedConversations();
  private final DeskBookWriter writer = new DeskBookWriter();
  private final DeskState state = new DeskState(book, writer, InstantSource.fixed(AT));

  static Stream<Arguments> pairs() {
    return Arrays.stream(ConversationState.values())
        .flatMap(from -> Arrays.stream(ConversationState.values()).map(to -> Arguments.of(from, to)));
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
  void a_conversation_moves_only_as_the_table_says(ConversationState from, ConversationState to) {
    boolean legal = LEGAL.get(from).contains(to);
    assertThat(from.mayBecome(to)).isEqualTo(legal);
    DeskConversation before = bring(from);
    List<DeskConversation> saved = saved();
    DeskConversation after = in(to);
    assertThat(state.change(before, _ -> after)).isEqualTo(legal);
    List<DeskConversation> expected = new ArrayList<>(saved);
    if (legal) {
      expected.add(after);
    }
    assertThat(saved()).isEqualTo(expected);
    DeskConversation held = legal ? after : before;
    assertThat(state.turnOf(operator)).isEqualTo(hasTurn(held) ? Optional.of(held) : Optional.empty());
    assertThat(state.open(wait.attempt())).isEqualTo(held.state().isOpen() ? Optional.of(held) : Optional.empty());
  }

  @ParameterizedTest
  @EnumSource
  void a_conversation_begins_only_as_the_table_says(ConversationState first) {
    assertThat(first.mayBegin()).isEqualTo(FIRST.contains(first));
    assertThat(state.begin(in(first))).isEqualTo(FIRST.contains(first));
    assertThat(saved()).hasSize(FIRST.contains(first) ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CLOSED")
  void a_conversation_that_goes_on_does_not_begin_again(ConversationState from) {
    bring(from);
    List<DeskConversation> saved = saved();
    assertThat(state.begin(in(ConversationState.WAITING))).isFalse();
    assertThat(saved()).isEqualTo(saved);
  }

  @ParameterizedTest
  @EnumSource
  void only_the_first_end_of_a_conversation_counts(ConversationState from) {
    DeskConversation before = bring(from);
    List<DeskEvent> told = new ArrayList<>();
    state.listen(event -> {
      if (event instanceof DeskEvent.Ended) {
        told.add(event);
      }
    });
    assertThat(state.end(before, ConversationEnd.ABANDONED, "", AT)).isEqualTo(from.isOpen());
    assertThat(state.end(before, ConversationEnd.LOST, "", AT)).isFalse();
    assertThat(told).hasSize(from.isOpen() ? 1 : 0);
    assertThat(state.queue().abandoned()).isEqualTo(from.isOpen() ? 1 : 0);
  }

  @ParameterizedTest
  @EnumSource
  void only_an_ended_conversation_is_closed_by_its_disposition(ConversationState from) {
    bring(from);
    assertThat(state.close(operator, AT)).isEqualTo(from == ConversationState.ENDED);
  }

  @Test
  void a_wait_that_has_ended_rings_no_operator() {
    DeskConversation before = bring(ConversationState.WAITING);
    state.end(before, ConversationEnd.ABANDONED, "", AT);
    List<DeskConversation> saved = saved();
    DeskConversation rung = in(ConversationState.RINGING);
    assertThat(state.ring(rung, true, OperatorState.RINGING, Optional.empty())).isFalse();
    assertThat(state.open()).isEmpty();
    assertThat(saved()).isEqualTo(saved);
  }

  @ParameterizedTest
  @EnumSource
  void only_a_talk_is_handed_on(ConversationState from) {
    DeskConversation before = bring(from);
    DeskConversation again = DeskConversation.waiting(wait.attempt(), "main", AT, List.of()).rings(other, "", AT);
    boolean legal = from == ConversationState.TALKING;
    List<DeskConversation> saved = saved();
    assertThat(state.handOn(before, again, Optional.empty())).isEqualTo(legal);
    assertThat(state.turnOf(other)).isEqualTo(legal ? Optional.of(again) : Optional.empty());
    assertThat(state.turnOf(operator).isPresent()).isEqualTo(!legal && hasTurn(before));
    assertThat(saved()).isEqualTo(saved);
  }

  @Test
  void a_talk_that_is_handed_on_ends_before_the_next_one_is_stored() {
    DeskConversation before = bring(ConversationState.TALKING);
    DeskConversation again = DeskConversation.waiting(wait.attempt(), "main", AT, List.of()).rings(other, "", AT);
    int saved = saved().size();
    state.handOn(before, again, Optional.empty());
    state.handedOn(before, again, AT);
    assertThat(saved()).extracting(DeskConversation::id, DeskConversation::state)
        .as("the store holds one open conversation of a debtor at most")
        .endsWith(
            tuple(before.id(), ConversationState.CLOSED),
            tuple(again.id(), ConversationState.RINGING))
        .hasSize(saved + 2);
    assertThat(state.open()).containsExactly(again);
  }

  @Test
  void a_talk_that_is_handed_back_goes_on() {
    DeskConversation before = bring(ConversationState.TALKING);
    DeskConversation again = DeskConversation.waiting(wait.attempt(), "main", AT, List.of()).rings(other, "", AT);
    state.handOn(before, again, Optional.empty());
    assertThat(state.handBack(before, again)).isTrue();
    assertThat(state.open()).containsExactly(before);
    assertThat(state.turnOf(other)).isEmpty();
  }

  private static boolean hasTurn(DeskConversation talk) {
    return talk.operator().isPresent() && talk.state() != ConversationState.CLOSED;
  }

  private DeskConversation in(ConversationState wanted) {
    return switch (wanted) {
      case WAITING -> wait;
      case RINGING -> wait.rings(operator, "leg", AT);
      case TALKING -> in(ConversationState.RINGING).answered("leg", AT);
      case ENDED -> in(ConversationState.TALKING).ended(ConversationEnd.TALKED, AT);
      case CLOSED -> in(ConversationState.ENDED).wrappedUp(AT);
    };
  }

  /// Brings the conversation into a state by legal moves.
  private DeskConversation bring(ConversationState wanted) {
    DeskConversation at = in(ConversationState.WAITING);
    assertThat(state.begin(at)).isTrue();
    for (ConversationState next : ConversationState.values()) {
      if (next != ConversationState.WAITING && next.compareTo(wanted) <= 0) {
        UnaryOperator<DeskConversation> how = _ -> in(next);
        assertThat(state.change(at, how)).isTrue();
        at = in(next);
      }
    }
    return at;
  }

  private List<DeskConversation> saved() {
    writer.now(() -> assertThat(book.saved).isNotNull());
    return List.copyOf(book.saved);
  }

  /// A book that keeps the versions of conversations in the order of their storing.
  private static final class SavedConversations implements DeskBook {
    private final List<DeskConversation> saved = new ArrayList<>();

    @Override
    public void save(Seat seat) {}

    @Override
    public void remove(UUID operator) {}

    @Override
    public List<Seat> seats() {
      return List.of();
    }

    @Override
    public void save(DeskConversation talk) {
      saved.add(talk);
    }

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
