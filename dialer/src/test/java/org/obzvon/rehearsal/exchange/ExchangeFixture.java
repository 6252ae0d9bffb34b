package org.obzvon.rehearsal.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.asteriskjava.manager.DefaultManagerConnection;
import org.asteriskjava.manager.TimeoutException;
import org.asteriskjava.manager.action.OriginateAction;
import org.asteriskjava.manager.event.HangupEvent;
import org.asteriskjava.manager.event.ManagerEvent;
import org.asteriskjava.manager.event.OriginateResponseEvent;
import org.asteriskjava.manager.response.ManagerResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.rehearsal.CallBehaviour;
import org.obzvon.rehearsal.CallBehaviour.NotAnswered;
import org.obzvon.rehearsal.CallBehaviour.Why;
import org.obzvon.rehearsal.MovedClock;

/// A simulated exchange with a client of asterisk-java, fresh for every test.
@Timeout(value = 2, unit = TimeUnit.MINUTES)
abstract class ExchangeFixture {
  static final Instant NOON = Instant.parse("2026-03-02T09:00:00Z");
  static final SimulatedExchangeSettings.Login LOGIN = new SimulatedExchangeSettings.Login("obzvon", "s3cret");
  static final Duration RING = Duration.ofSeconds(7);

  final MovedClock clock = new MovedClock(NOON);
  final List<ManagerEvent> events = Collections.synchronizedList(new ArrayList<>());
  final List<Phone> dialled = Collections.synchronizedList(new ArrayList<>());
  final List<AutoCloseable> open = new ArrayList<>();
  CallBehaviour behaviour = new NotAnswered(Why.BUSY, Duration.ofSeconds(2));
  SimulatedExchange exchange;
  DefaultManagerConnection client;

  @BeforeEach
  void connect() throws Exception {
    start(SimulatedExchangeSettings.of(LOGIN));
  }

  void start(SimulatedExchangeSettings settings) throws Exception {
    exchange = new SimulatedExchange(settings, (phone, _, _) -> {
      dialled.add(phone);
      return behaviour;
    }, clock);
    open.add(exchange);
    client = new DefaultManagerConnection("127.0.0.1", exchange.port(), LOGIN.user(), LOGIN.secret());
    client.addEventListener(events::add);
    client.login();
  }

  @AfterEach
  void close() throws Exception {
    client.logoff();
    for (AutoCloseable closeable : open) {
      closeable.close();
    }
  }

  ScriptedAgiServer agi(String... script) throws IOException {
    ScriptedAgiServer server = new ScriptedAgiServer(script);
    open.add(server);
    return server;
  }

  ManagerResponse originate(String id, Map<String, String> variables) throws IOException, TimeoutException {
    OriginateAction action = new OriginateAction();
    action.setChannel("PJSIP/79000000001@carrier");
    action.setChannelId(id);
    action.setContext("obzvon-robot");
    action.setExten("s");
    action.setPriority(1);
    action.setCallerId("\"Obzvon\" <79000999999>");
    action.setTimeout(30_000L);
    action.setAsync(true);
    action.setActionId(id);
    action.setVariables(variables);
    return client.sendAction(action, 10_000);
  }

  String call(Map<String, String> variables) throws IOException, TimeoutException {
    String id = IdGenerator.next().toString();
    assertThat(originate(id, variables).getMessage()).isEqualTo("Originate successfully queued");
    await().atMost(Duration.ofSeconds(30))
        .until(() -> !of(HangupEvent.class).isEmpty() && !of(OriginateResponseEvent.class).isEmpty());
    return id;
  }

  <E extends ManagerEvent> List<E> of(Class<E> type) {
    synchronized (events) {
      return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
  }
}
