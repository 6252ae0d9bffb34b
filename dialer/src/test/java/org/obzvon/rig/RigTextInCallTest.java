package org.obzvon.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.obzvon.jooq.Tables.ATTEMPT;
import static org.obzvon.jooq.Tables.CONTACT;
import static org.obzvon.rig.RigOffice.PATIENCE;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.call.ami.RealLine;
import org.obzvon.fixture.ForeignCentre;

/// Tests a text message that a script sends during a call on a real exchange, through a third-party message centre.
@Tag("rig")
@ExtendWith(RealLine.class)
class RigTextInCallTest {
  private static final String STEPS = "    next: text\n\n  text:\n    kind: send-text\n    template: debt-reminder\n    next: when\n    refused: when\n\n  when:\n";

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final ForeignCentre centre = new ForeignCentre(0);
  private RigOffice office;

  @BeforeEach
  void open() {
    office = new RigOffice(
        folder, 20, 5,
        installation -> {
          installation.scripts("    next: when\n\n  when:\n", STEPS);
          installation.withTexts(centre);
        });
  }

  @AfterEach
  void leave() {
    office.close();
    centre.close();
    RealLine.up();
  }

  @Test
  void a_text_is_received_by_the_message_centre_while_the_call_goes_on() {
    office.calls("text", new RigDebtors().with(1, RigDebtors.CONFIRMS_AND_LISTENS));
    await().atMost(PATIENCE).until(() -> centre.count() > 0);
    var call = office.db().fetchSingle(ATTEMPT, ATTEMPT.CHANNEL.eq("ROBOT"));
    assertThat(call.getClosedAt()).as("the call goes on").isNull();
    var text = office.db().fetchSingle(ATTEMPT, ATTEMPT.CHANNEL.eq("SMS"));
    assertThat(text.getPhone()).isEqualTo(call.getPhone());
    assertThat(text.getArm()).isEqualTo(call.getArm());
    assertThat(text.getGround()).isEqualTo("ASKED");
    assertThat(office.db().fetchSingle(CONTACT, CONTACT.ID.eq(text.getContactId())).getSubject())
        .isEqualTo(call.getId());
    assertThat(centre.segmentsByNumber().keySet()).containsExactly(call.getPhone().substring(1));
    await().atMost(PATIENCE.multipliedBy(3)) // the script goes on to ask a debtor who only listens
        .until(() -> office.db().fetchCount(ATTEMPT,
            ATTEMPT.ID.eq(call.getId()).and(ATTEMPT.CLOSED_AT.isNotNull())) == 1);
    var ended = office.db().fetchSingle(ATTEMPT, ATTEMPT.ID.eq(call.getId()));
    text.refresh();
    assertThat(text.getAcceptedAt()).isBefore(ended.getEndedAt());
    String id = call.getId().toString();
    List<String[]> book = await().atMost(PATIENCE)
        .until(() -> RigOffice.records("cdr.file", 0, id), one -> !one.isEmpty());
    assertThat(book).hasSize(1);
  }
}
