package org.obzvon.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.obzvon.fixture.TestData.NOON;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.campaign.Campaign;
import org.obzvon.campaign.CampaignState;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.campaign.yaml.YamlDefinitionTest;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactChannel;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.queue.ContactQueue.Open;
import org.obzvon.queue.ContactQueue.Share;
import org.obzvon.queue.Line.Room;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Language;

/// Tests for which debtors' languages a round asks the queue.
@Tag("slow")
class LineLanguagesTest {
  private static final ContactChannel NOWHERE = attempt -> new ContactChannel.Submission.Unknown("nowhere");
  private static final String BY_OPERATORS = YamlDefinitionTest.GOOD.replace("channel: robot", "channel: operator");

  private static List<Share> shares(Room... rooms) {
    List<Line> lines = Arrays.stream(rooms)
        .map(room -> new Line("l" + room, Channel.OPERATOR, 10, new Pacer(1_000, NOON), () -> room, NOWHERE))
        .toList();
    Campaign campaign = new Campaign(
        IdGenerator.next(), YamlDefinition.read(YamlNode.parse("c.yaml", BY_OPERATORS)), "",
        CampaignState.RUNNING,
        false, NOON,
        Optional.of(NOON));
    FairShares shares = new Lines(lines).seats(NOON, 100)
        .shares(new Open(Map.of(), Map.of(), Map.of()), List.of(campaign));
    return HandedOut.all(shares);
  }

  @Test
  void of_several_exchanges_debtors_are_asked_for_who_speak_what_somebody_free_speaks() {
    assertThat(shares(new Room(2, Set.of(Language.RO)), new Room(1, Set.of(Language.RU)), new Room(0, Set.of())))
        .singleElement()
        .satisfies(share -> assertThat(share.most()).isEqualTo(3))
        .satisfies(share -> assertThat(share.languages()).containsExactlyInAnyOrder(Language.RO, Language.RU));
  }

  @Test
  void where_one_exchange_takes_anybody_no_language_is_asked_for() {
    assertThat(shares(new Room(2, Set.of(Language.RO)), new Room(1, Set.of())))
        .singleElement()
        .satisfies(share -> assertThat(share.languages()).isEmpty());
  }
}
