package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactChannel;
import org.obzvon.contact.ContactOutcome.Lost;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.queue.ContactQueue.Open;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;

/// Tests how many places of several lines a node may fill while other nodes fill them too.
@Tag("slow")
class LinesTest {
  private static final Phone PHONE = new Phone("+37369123456");
  private static final Campaign CAMPAIGN = new Campaign(
      IdGenerator.next(), YamlDefinition.read(YamlNode.parse("c.yaml", YamlDefinitionTest.GOOD)), "",
      CampaignState.RUNNING,
      false,
      NOON, Optional.of(NOON));

  private static Line line(String name, Channel channel) {
    ContactChannel nowhere = _ -> new ContactChannel.Submission.Refused(new Lost());
    return new Line(name, channel, 2, new Pacer(1_000, NOON), () -> true, nowhere);
  }

  private Lines.Seats seats(Line... lines) {
    return new Lines(List.of(lines)).seats(NOON.plus(Duration.ofSeconds(1)), 100);
  }

  private int shared(Lines.Seats seats, Open open) {
    return HandedOut.all(seats.shares(open, List.of(CAMPAIGN))).stream().mapToInt(Share::most).sum();
  }

  private static Open leased(int byRobots) {
    return new Open(Map.of(), Map.of(), Map.of(Channel.ROBOT, byRobots));
  }

  @Test
  void what_another_node_has_leased_may_come_to_any_line_so_each_keeps_places_for_it() {
    Lines.Seats seats = seats(line("east", Channel.ROBOT), line("west", Channel.ROBOT));
    assertThat(shared(seats, leased(1))).isEqualTo(2);
    assertThat(Stream.generate(() -> seats.take(Channel.ROBOT, PHONE, Set.of())).limit(3)
        .map(taken -> taken.map(Line::name)))
        .containsExactlyInAnyOrder(Optional.of("east"), Optional.of("west"), Optional.empty());
  }

  @Test
  void what_is_leased_takes_places_of_a_gateway_and_not_of_its_pace() {
    ContactChannel nowhere = _ -> new ContactChannel.Submission.Refused(new Lost());
    Line texts = new Line("sms", Channel.SMS, 100, new Pacer(3, NOON), () -> true, nowhere);
    Open leftOver = new Open(Map.of(), Map.of(), Map.of(Channel.SMS, 5));
    Campaign texting = new Campaign(
        IdGenerator.next(), YamlDefinition.read(
            YamlNode.parse("c.yaml", YamlDefinitionTest.GOOD.replace("channel: robot", "channel: sms"))),
        "",
        CampaignState.RUNNING, false, NOON, Optional.of(NOON));
    assertThat(HandedOut.all(seats(texts).shares(leftOver, List.of(texting))))
        .singleElement()
        .satisfies(share -> assertThat(share.most()).isEqualTo(3));
  }

  @Test
  void with_one_line_every_place_that_is_neither_leased_nor_taken_is_shared_out() {
    Open open = new Open(Map.of("east", 1), Map.of(), Map.of());
    assertThat(shared(seats(line("east", Channel.ROBOT)), open)).isEqualTo(1);
    assertThat(shared(seats(line("east", Channel.ROBOT)), leased(1))).isEqualTo(1);
    assertThat(shared(seats(line("east", Channel.ROBOT)), leased(3))).isZero();
  }

  private static Line line(String name, int places, int faults, boolean tried, List<String> taken) {
    ContactChannel nowhere = _ -> new ContactChannel.Submission.Refused(new Lost());
    Line.Rooms rooms = new Line.Rooms() {
      @Override
      public Line.Room get() {
        return new Line.Room(places, Set.of(), faults, tried);
      }

      @Override
      public void taken() {
        taken.add(name);
      }
    };
    return new Line(name, Channel.ROBOT, 20, new Pacer(1_000, NOON), rooms, nowhere);
  }

  @Test
  void a_line_that_just_failed_attracts_no_calls_because_it_is_free() {
    List<String> taken = new ArrayList<>();
    Lines.Seats seats = seats(line("dead", 20, 1, false, taken), line("good", 2, 0, false, taken));
    shared(seats, leased(0));
    for (int i = 0; i < 3; i++) {
      seats.take(Channel.ROBOT, PHONE, Set.of());
    }
    assertThat(taken).as("until nothing else is free").containsExactly("good", "good", "dead");
  }

  @Test
  void a_line_that_has_to_be_tried_gets_one_call_and_no_more() {
    List<String> taken = new ArrayList<>();
    Lines.Seats seats = seats(line("good", 5, 0, false, taken), line("resting", 1, 3, true, taken));
    shared(seats, leased(0));
    for (int i = 0; i < 3; i++) {
      seats.take(Channel.ROBOT, PHONE, Set.of());
    }
    assertThat(taken).containsExactly("resting", "good", "good");
  }

  @Test
  void a_contact_that_failed_on_a_line_goes_to_another_one() {
    List<String> taken = new ArrayList<>();
    Lines.Seats seats = seats(line("dead", 20, 0, false, taken), line("good", 2, 0, false, taken));
    shared(seats, leased(0));
    seats.take(Channel.ROBOT, PHONE, Set.of("dead"));
    seats.take(Channel.ROBOT, PHONE, Set.of("dead", "good"));
    assertThat(taken).containsExactly("good", "dead");
  }

  @Test
  void a_number_goes_to_a_line_that_serves_it_and_waits_while_that_one_is_full() {
    ContactChannel nowhere = _ -> new ContactChannel.Submission.Refused(new Lost());
    Line.Rooms room = () -> new Line.Room(20, Set.of());
    Line moldova = new Line("md", Channel.ROBOT, 1, new Pacer(1_000, NOON), room, nowhere,
        new LineNumbering(List.of("+373"), List.of()));
    Line russia = new Line("ru", Channel.ROBOT, 9, new Pacer(1_000, NOON), room, nowhere,
        new LineNumbering(List.of("+7"), List.of()));
    Lines.Seats seats = seats(moldova, russia);
    shared(seats, leased(0));
    assertThat(seats.take(Channel.ROBOT, PHONE, Set.of()).map(Line::name)).contains("md");
    assertThat(seats.take(Channel.ROBOT, PHONE, Set.of())).isEmpty();
    Lines lines = new Lines(List.of(moldova, russia));
    assertThat(lines.serve(Channel.ROBOT, PHONE)).isTrue();
    assertThat(lines.serve(Channel.ROBOT, new Phone("+40712345678"))).isFalse();
  }
}
