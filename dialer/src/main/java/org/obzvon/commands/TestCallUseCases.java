package org.obzvon.commands;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import org.obzvon.call.TestCalls;
import org.obzvon.call.TestCalls.Request;
import org.obzvon.call.TestCalls.Result;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.document.Sentence;
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Places test calls: one at a time in this process, each with an audit entry before anything rings.
public final class TestCallUseCases {
  private static final Logger LOG = LoggerFactory.getLogger(TestCallUseCases.class);
  private static final int SHOWN = 5;

  private final TestCalls calls;
  private final AuditLog log;
  private final InstantSource clock;
  private final Semaphore free = new Semaphore(1);
  private final List<Shown> newest = new CopyOnWriteArrayList<>();

  public TestCallUseCases(TestCalls calls, AuditLog log, InstantSource clock) {
    this.calls = calls;
    this.log = log;
    this.clock = clock;
  }

  /// @param result empty while the call rings or is under way
  /// @param fault reason why there is no result
  public record Shown(Instant at, Request request, Optional<Result> result, Optional<Sentence> fault) {
    public boolean isUnderWay() {
      return result.isEmpty() && fault.isEmpty();
    }
  }

  public TestCalls calls() {
    return calls;
  }

  /// Returns the test calls that this process began, newest first.
  public List<Shown> newest() {
    return List.copyOf(newest);
  }

  /// Places a call and returns when it is over.
  ///
  /// @throws BadInput when it cannot be made, or another one is under way
  public Result call(Actor actor, Request request) {
    begin(actor, request);
    try {
      return calls.call(request);
    } finally {
      free.release();
    }
  }

  /// Begins a call and returns at once; [#newest] shows its progress.
  ///
  /// @throws BadInput when it cannot be made, or another one is under way
  public Shown start(Actor actor, Request request) {
    begin(actor, request);
    Shown begun = new Shown(clock.instant(), request, Optional.empty(), Optional.empty());
    newest.addFirst(begun);
    while (newest.size() > SHOWN) {
      newest.removeLast();
    }
    Thread.ofVirtual().name("test-call").start(() -> {
      try {
        Shown ended = ended(begun);
        newest.replaceAll(one -> one == begun ? ended : one);
      } finally {
        free.release();
      }
    });
    return begun;
  }

  private Shown ended(Shown begun) {
    try {
      return new Shown(begun.at(), begun.request(), Optional.of(calls.call(begun.request())), Optional.empty());
    } catch (BadInput bad) {
      LOG.warn("a test call failed: {}", SafeText.line(bad.getMessage()));
      return failed(begun, bad.problems().getFirst().reason());
    } catch (RuntimeException e) {
      LOG.error("a test call failed", e);
      return failed(begun, FormFault.FAULT_OF_OURS.with());
    }
  }

  private static Shown failed(Shown begun, Sentence why) {
    return new Shown(begun.at(), begun.request(), Optional.empty(), Optional.of(why));
  }

  private void begin(Actor actor, Request request) {
    calls.check(request);
    if (!free.tryAcquire()) {
      throw BadInput.of("test call", FormFault.TEST_CALL_UNDER_WAY.with());
    }
    try {
      Map<String, String> after = Map.of("number", request.number().e164(), "script", request.script());
      log.asOne(() -> log.note(actor, AuditLog.Deed.of("call test", "account " + request.account(), after)));
    } catch (RuntimeException e) {
      free.release();
      throw e;
    }
  }
}
