package org.obzvon.call.ami;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.asteriskjava.manager.action.HangupAction;
import org.asteriskjava.manager.action.SetVarAction;
import org.asteriskjava.manager.event.CoreShowChannelEvent;
import org.asteriskjava.manager.event.CoreShowChannelsCompleteEvent;
import org.asteriskjava.manager.event.ResponseEvent;
import org.obzvon.call.Exchange;
import org.obzvon.call.KeptCall;
import org.obzvon.call.LiveCalls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks Asterisk about its channels.
final class AmiExchange implements Exchange {
  private static final Logger LOG = LoggerFactory.getLogger(AmiExchange.class);
  private static final int STATE_UP = 6;
  private static final int NORMAL_CLEARING = 16; // without a cause Asterisk would say 0, which means nothing

  private final AmiConnection connection;

  AmiExchange(AmiConnection connection) {
    this.connection = connection;
  }

  @Override
  public Optional<LiveCalls> live() {
    return connection.session().flatMap(AmiSession::channels).flatMap(AmiExchange::read);
  }

  /// Reads the list of channels. A list that is shorter than Asterisk says it is would end calls that are alive: it
  /// counts as no answer.
  private static Optional<LiveCalls> read(Collection<ResponseEvent> events) {
    Set<UUID> waiting = new HashSet<>();
    Set<UUID> answered = new HashSet<>();
    int listed = 0;
    int told = -1;
    for (ResponseEvent event : events) {
      switch (event) {
        case CoreShowChannelEvent channel -> {
          listed++;
          boolean up = Integer.valueOf(STATE_UP).equals(channel.getChannelState());
          AmiEvents.attempt(channel.getUniqueid()).ifPresent((up ? answered : waiting)::add);
        }
        case CoreShowChannelsCompleteEvent end -> told = Optional.ofNullable(end.getListitems()).orElse(-1);
        case null, default -> LOG.debug("An unexpected event in the list of channels");
      }
    }
    return listed == told ? Optional.of(new LiveCalls(waiting, answered)) : Optional.empty();
  }

  @Override
  public Optional<Map<UUID, KeptCall>> kept() {
    return connection.session().flatMap(session -> session.list(new KeptCallsAction()))
        .flatMap(events -> KeptCallParser.read(events, connection.clock()));
  }

  /// Removes the kept entries by setting a variable, for which the right to set variables suffices; the right to change
  /// the exchange's whole database is not needed.
  @Override
  public void forget(UUID attempt) {
    connection.session().ifPresent(session -> {
      try {
        for (String key : KeptCallParser.keys(attempt)) {
          session.sendBlindly(new SetVarAction("DB_DELETE(" + key + ")", "1"));
        }
      } catch (IOException | IllegalStateException e) {
        LOG.warn("What exchange keeps of call {} could not be removed: {}", attempt, e.getMessage());
      }
    });
  }

  @Override
  public void hangUp(UUID attempt) {
    connection.session().ifPresent(session -> {
      try {
        session.sendBlindly(new HangupAction(attempt.toString(), NORMAL_CLEARING));
      } catch (IOException | IllegalStateException e) {
        LOG.warn("Call {} could not be hung up: {}", attempt, e.getMessage());
      }
    });
  }
}
