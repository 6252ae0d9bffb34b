package org.obzvon.webhook;

import java.time.Instant;

/// How a try ended and what follows.
public sealed interface Verdict {
  Courier.Answer answer();

  record Arrived(Courier.Answer answer) implements Verdict {}

  record Again(Courier.Answer answer, Instant at) implements Verdict {}

  record GivenUp(Courier.Answer answer) implements Verdict {}
}
