package org.obzvon.sms;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;

/// A gateway that gives the answers that the test sets, by default with the ids g-1, g-2, ….
public final class FakeGateway implements Gateway {
  private final Deque<Function<Outgoing, Sent>> answers = new ArrayDeque<>();
  final List<Outgoing> sent = new ArrayList<>();
  final List<Pending> asked = new ArrayList<>();
  Function<Pending, List<DeliveryReport>> told = _ -> List.of();
  boolean ready = true;
  boolean idPerSegment;

  FakeGateway answering(Sent answer) {
    return answering(_ -> answer);
  }

  FakeGateway answering(Function<Outgoing, Sent> answer) {
    answers.add(answer);
    return this;
  }

  @Override
  public synchronized Sent send(Outgoing message) {
    sent.add(message);
    Function<Outgoing, Sent> answer = answers.poll();
    return answer == null ? new Sent.Taken(List.of("g-" + sent.size())) : answer.apply(message);
  }

  @Override
  public List<DeliveryReport> ask(Pending message) {
    asked.add(message);
    return told.apply(message);
  }

  @Override
  public int ids(int segments) {
    return idPerSegment ? segments : 1;
  }

  @Override
  public boolean ready() {
    return ready;
  }
}
