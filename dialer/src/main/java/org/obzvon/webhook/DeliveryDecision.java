package org.obzvon.webhook;

import java.time.Instant;

/// The result of a try and the next step.
public sealed interface DeliveryDecision {
  Courier.Answer answer();

  record Arrived(Courier.Answer answer) implements DeliveryDecision {}

  record Again(Courier.Answer answer, Instant at) implements DeliveryDecision {}

  record GivenUp(Courier.Answer answer) implements DeliveryDecision {}
}
