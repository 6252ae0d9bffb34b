package org.obzvon;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.obzvon.call.ami.AmiCallChannel;
import org.obzvon.console.Vitals;
import org.obzvon.contact.ContactState;
import org.obzvon.queue.ContactQueue;
import org.obzvon.queue.DispatchLoop;

/// How a running service is.
///
/// @param channels by the name of the exchange
record ServiceVitals(
    List<Settings.Exchange> exchanges, Map<String, AmiCallChannel> channels, TextDesk texts, Engine engine,
    DispatchLoop loop, ContactQueue queue) implements Vitals {
  @Override
  public List<LineState> lines() {
    List<LineState> lines = new ArrayList<>();
    for (Settings.Exchange exchange : exchanges) {
      var state = channels.get(exchange.settings().name()).state();
      lines.add(new LineState(state.line(), state.connected(), state.inUse(), exchange.lines()));
    }
    lines.addAll(texts.vitals());
    return lines;
  }

  @Override
  public Map<ContactState, Integer> waiting() {
    return queue.waiting();
  }

  @Override
  public List<String> dead() {
    List<String> dead = new ArrayList<>();
    if (!loop.isAlive()) {
      dead.add("dispatcher");
    }
    if (!engine.recorder().isAlive()) {
      dead.add("outcome recorder");
    }
    return dead;
  }

  @Override
  public int unstored() {
    return engine.recorder().waiting();
  }
}
