package org.obzvon.console;

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
import org.obzvon.staff.Actor;
import org.obzvon.staff.AuditLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Test calls, whoever commands them: one at a time in this process, each in the audit log before anything rings.
public final class TestCallDesk {
  private static final Logger LOG = LoggerFactory.getLogger(TestCallDesk.class);
  private static final int SHOWN = 5;

  private final TestCalls calls;
  private final AuditLog log;
  private final InstantSource clock;
  private final Semaphore free = new Semaphore(1);
  private final List<Shown> newest = new CopyOnWriteArrayList<>();

  public TestCallDesk(TestCalls calls, AuditLog log, InstantSource clock) {
    this.calls = calls;
    this.log = log;
    this.clock = clock;
  }

  /// @param result empty while it rings or speaks
  /// @param fault why there is no result
  public record Shown(Instant at, Request request, Optional<Result> result, Optional<String> fault) {
    public boolean isUnderWay() {
      return result.isEmpty() && fault.isEmpty();
    }
  }

  public TestCalls calls() {
    return calls;
  }

  /// Those that this process began, newest first.
  public List<Shown> newest() {
    return List.copyOf(newest);
  }

  /// Calls and returns when the call is over.
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

  /// Begins a call and returns at once; [#newest] shows what becomes of it.
  ///
  /// @throws BadInput when it cannot be made, or another one is under way
  public void start(Actor actor, Request request) {
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
  }

  private Shown ended(Shown begun) {
    try {
      return new Shown(begun.at(), begun.request(), Optional.of(calls.call(begun.request())), Optional.empty());
    } catch (RuntimeException e) {
      LOG.warn("a test call failed", e);
      return new Shown(begun.at(), begun.request(), Optional.empty(), Optional.of(e.getMessage()));
    }
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
