package org.obzvon.call.ami;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.obzvon.call.CallEvent;
import org.obzvon.register.IdGenerator;

class EventInboxTest {

  @Test
  void a_full_queue_says_once_that_something_was_lost() throws InterruptedException {
    EventInbox<CallEvent> inbox = new EventInbox<>(1);
    CallEvent kept = new CallEvent.Ringing(IdGenerator.next(), Instant.EPOCH);
    inbox.put(kept);
    assertThat(inbox.lostAny()).isFalse();
    inbox.put(new CallEvent.Ringing(IdGenerator.next(), Instant.EPOCH));
    assertThat(inbox.lostAny()).isTrue();
    assertThat(inbox.lostAny()).isFalse();
    assertThat(inbox.take(1)).contains(kept);
    assertThat(inbox.take(1)).isEmpty();
  }
}
