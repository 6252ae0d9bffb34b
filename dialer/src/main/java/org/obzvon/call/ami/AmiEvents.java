package org.obzvon.call.ami;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.asteriskjava.manager.event.DialEndEvent;
import org.asteriskjava.manager.event.DialStateEvent;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.NewChannelEvent;
import org.asteriskjava.manager.event.NewStateEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.obzvon.call.CallEvent;
import org.obzvon.call.CallEvent.Coarse;

/// Turns the six AMI events that matter into our own events. Calls that are not ours have a `Uniqueid` that is no UUID.
final class AmiEvents {
  private static final int STATE_RINGING = 5; // AST_STATE_RINGING: the far end rings
  private static final int STATE_UP = 6; // AST_STATE_UP: answered
  private static final Set<Integer> STATES_BEFORE_RINGING = Set.of(0, 1, 2, 3); // down, reserved, off hook, dialling
  private static final int REASON_ANSWERED = 4; // AST_CONTROL_ANSWER
  private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern SIP_STATUS = Pattern.compile("[1-6]\\d\\d");
  private static final Pattern CODE = Pattern.compile("[\\w .-]{1,40}");

  private final ExchangeClock clock;
  /// Set once the exchange reports a call's progress. If an account's `eventfilter` holds those events back, their
  /// absence means nothing: a network may announce a ring in the sound alone, and then no call would seem to ring.
  private volatile boolean tellsProgress;

  AmiEvents(ExchangeClock clock) {
    this.clock = clock;
  }

  Optional<CallEvent> of(ManagerEvent event) {
    return switch (event) {
      case NewChannelEvent channel ->
          attempt(channel.getUniqueId()).map(id -> new CallEvent.Placed(id, at(channel)));
      case NewStateEvent state -> attempt(state.getUniqueId()).flatMap(id -> state(id, state));
      case HangupEvent hangup -> attempt(hangup.getUniqueId()).map(id -> hangup(id, hangup));
      case DialStateEvent dial -> attempt(dial.getDestUniqueId()).flatMap(id -> progress(id, dial));
      case DialEndEvent dial -> attempt(dial.getDestUniqueId()).flatMap(id -> dialled(id, dial));
      case OriginateResponseEvent answer -> attempt(answer.getActionId()).map(id -> answer(id, answer));
      case null, default -> Optional.empty();
    };
  }

  private Optional<CallEvent> state(UUID attempt, NewStateEvent event) {
    return switch (event.getChannelState()) {
      case STATE_RINGING -> Optional.of(new CallEvent.Ringing(attempt, at(event)));
      case STATE_UP -> Optional.of(new CallEvent.Answered(attempt, at(event)));
      case null, default -> Optional.empty();
    };
  }

  private CallEvent hangup(UUID attempt, HangupEvent event) {
    int cause = Optional.ofNullable(event.getCause()).orElse(0);
    Optional<String> tech = event instanceof HangupWithTechCause withTech
        ? Optional.ofNullable(withTech.getTechCause()).flatMap(AmiEvents::techCause)
        : Optional.empty();
    return new CallEvent.HungUp(attempt, at(event), cause, tech, was(event.getChannelState()));
  }

  private CallEvent.HungUp.Was was(Integer state) {
    if (state == null) {
      return CallEvent.HungUp.Was.UNTOLD;
    }
    if (state == STATE_RINGING) {
      return CallEvent.HungUp.Was.RINGING;
    }
    return tellsProgress && STATES_BEFORE_RINGING.contains(state)
        ? CallEvent.HungUp.Was.SILENT
        : CallEvent.HungUp.Was.UNTOLD;
  }

  private Optional<CallEvent> progress(UUID attempt, DialStateEvent event) {
    return switch (event.getDialStatus()) {
      case "RINGING", "PROGRESS" -> {
        tellsProgress = true;
        yield Optional.of(new CallEvent.Progressed(attempt, at(event)));
      }
      case null, default -> Optional.empty();
    };
  }

  private Optional<CallEvent> dialled(UUID attempt, DialEndEvent event) {
    return switch (event.getDialStatus()) {
      case "BUSY" -> Optional.of(new CallEvent.Dialled(attempt, at(event), CallEvent.DialStatus.BUSY));
      case "CONGESTION" -> Optional.of(new CallEvent.Dialled(attempt, at(event), CallEvent.DialStatus.CONGESTION));
      case "CHANUNAVAIL" -> Optional.of(new CallEvent.Dialled(attempt, at(event), CallEvent.DialStatus.UNAVAILABLE));
      case null, default -> Optional.empty(); // NOANSWER covers everything else, from a rejection to a dead number
    };
  }

  private CallEvent answer(UUID attempt, OriginateResponseEvent event) {
    int reason = Optional.ofNullable(event.getReason()).orElse(0);
    if (event.isSuccess() || reason == REASON_ANSWERED) {
      return new CallEvent.Answered(attempt, at(event));
    }
    return new CallEvent.NotAnswered(attempt, at(event), coarse(reason));
  }

  /// Returns the coarse reason. The reasons of `OriginateResponse` are Asterisk's control frames.
  static Coarse coarse(int reason) {
    return switch (reason) {
      case 1 -> Coarse.RANG_OUT; // AST_CONTROL_HANGUP: hung up while it rang
      case 3 -> Coarse.RANG_OUT; // AST_CONTROL_RINGING: still ringing at the time-out
      case 5 -> Coarse.BUSY; // AST_CONTROL_BUSY
      case 8 -> Coarse.CONGESTION; // AST_CONTROL_CONGESTION
      default -> Coarse.UNTOLD; // 0 covers everything else, from a bad number to a missing trunk
    };
  }

  /// Returns the code to show: `486` → `SIP 486`. A value that is neither a SIP status nor a plain code is dropped,
  /// because it would go to a log and a page.
  static Optional<String> techCause(String told) {
    if (SIP_STATUS.matcher(told).matches()) {
      return Optional.of("SIP " + told);
    }
    return CODE.matcher(told).matches() ? Optional.of(told) : Optional.empty();
  }

  static Optional<UUID> attempt(String uniqueId) {
    return Optional.ofNullable(uniqueId)
        .filter(id -> UUID_FORM.matcher(id).matches())
        .map(UUID::fromString);
  }

  private Instant at(ManagerEvent event) {
    return at(event, clock);
  }

  /// Returns the exchange's own time of the event (sent with `timestampevents=yes`), converted to our clock; else our
  /// time.
  static Instant at(ManagerEvent event, ExchangeClock clock) {
    Double seconds = event.getTimestamp();
    if (seconds == null || seconds.isNaN() || seconds < 0) {
      return clock.now();
    }
    return clock.ours(instant(seconds));
  }

  /// Returns the instant, to the microsecond.
  static Instant instant(double seconds) {
    return Instant.EPOCH.plusNanos(Math.round(seconds * 1e6) * 1_000);
  }
}
