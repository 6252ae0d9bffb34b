package org.obzvon.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.obzvon.background.BackgroundLoop.Next;
import org.slf4j.LoggerFactory;

class ConnectionKeeperTest {
  private static final ConnectionKeeper.Times TIMES = new ConnectionKeeper.Times(Duration.ZERO, Duration.ZERO,
      Duration.ofDays(1));
  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(ConnectionKeeper.class);
  private final FakeLink link = new FakeLink();
  private final ConnectionKeeper<String> keeper = new ConnectionKeeper<>("test", link, TIMES);

  @BeforeEach
  void listen() {
    log.start();
    logger.setLevel(Level.INFO);
    logger.addAppender(log);
  }

  @AfterEach
  void stopListening() {
    logger.detachAppender(log);
    logger.setLevel(null);
    keeper.close();
  }

  @Test
  void a_refused_connection_is_tried_again_after_the_back_off_and_logged_once_for_each_reason()
      throws InterruptedException {
    link.refusals.addAll(List.of("no route", "no route", "wrong password"));
    for (int attempt = 0; attempt < 3; attempt++) {
      assertThat(keeper.live()).isEqualTo(Next.AFTER_BACK_OFF);
    }
    assertThat(keeper.trouble()).isEqualTo("wrong password");
    assertThat(keeper.current()).isEmpty();
    assertThat(lines()).hasSize(2);
  }

  @Test
  void an_open_connection_is_current_until_the_peer_answers_no_more() throws InterruptedException {
    link.answers = false;
    assertThat(keeper.live()).isEqualTo(Next.LATER);
    assertThat(link.said).containsExactly("open 1", "opened 1 as current", "end 1");
    assertThat(keeper.current()).isEmpty();
    assertThat(keeper.trouble()).isEqualTo("the connection was lost; it is opened again");
  }

  @Test
  void a_lost_connection_is_opened_again() {
    keeper.start();
    await().until(() -> keeper.current().isPresent());
    link.lost.run();
    await().until(() -> link.said.contains("opened 2 as current"));
    assertThat(link.said).startsWith("open 1", "opened 1 as current", "end 1", "open 2");
    assertThat(keeper.isAlive()).isTrue();
  }

  @Test
  void a_fault_after_the_opening_closes_the_connection() {
    link.fault = true;
    assertThatThrownBy(keeper::live).isInstanceOf(IllegalStateException.class);
    assertThat(link.said).containsExactly("open 1", "end 1");
    assertThat(keeper.current()).isEmpty();
  }

  @Test
  void the_end_closes_the_connection_and_opens_no_other() {
    keeper.start();
    await().until(() -> keeper.current().isPresent());
    keeper.close();
    assertThat(link.said).containsExactly("open 1", "opened 1 as current", "end 1");
    assertThat(keeper.isAlive()).isFalse();
    assertThat(lines()).containsExactly("Peer x is connected");
  }

  private List<String> lines() {
    return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private final class FakeLink implements ConnectionKeeper.Link<String> {
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final List<String> said = new CopyOnWriteArrayList<>();
    private volatile boolean answers = true;
    private volatile boolean fault;
    private volatile Runnable lost;
    private int opened;

    @Override
    public String peer() {
      return "Peer x";
    }

    @Override
    public String open(Runnable whenLost) throws IOException {
      String refusal = refusals.poll();
      if (refusal != null) {
        throw new IOException(refusal);
      }
      lost = whenLost;
      said.add("open " + ++opened);
      return String.valueOf(opened);
    }

    @Override
    public void opened(String connection) {
      if (fault) {
        throw new IllegalStateException("ours");
      }
      said.add("opened " + connection + (keeper.current().isPresent() ? " as current" : ""));
    }

    @Override
    public boolean answers(String connection) {
      return answers;
    }

    @Override
    public void end(String connection) {
      said.add("end " + connection);
    }
  }
}
