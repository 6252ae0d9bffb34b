package org.obzvon.bench;

import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.contact.Attempt;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactOutcome;
import org.obzvon.contact.Ledger.Closed;
import org.obzvon.contact.OutcomeSink;
import org.obzvon.fixture.TestConsole;
import org.obzvon.register.IdGenerator;
import org.obzvon.register.Phone;
import org.obzvon.staff.Role;

/// Measures what 200 open consoles cost at 50 events a second, against the same events without a reader. The readers
/// run in the same process and are counted in.
@Tag("bench")
class ConsolesBench {
  private static final int CONSOLES = 200;
  private static final int EVENTS_PER_SECOND = 50;
  private static final Duration MEASURED = Duration.ofSeconds(20);

  private record Cost(double cores, long heapMebibytes) {}

  @TempDir
  private Path folder;
  private final AtomicLong messages = new AtomicLong();

  @Test
  void two_hundred_consoles_with_live_updates_are_paid_for() throws Exception {
    try (TestConsole console = new TestConsole(folder, Clock.systemUTC())) {
      work(console, Duration.ofSeconds(5));
      Cost bare = work(console, MEASURED);
      List<Socket> open = new ArrayList<>();
      String cookie = console.as(Role.SUPERVISOR).cookie();
      for (int index = 0; index < CONSOLES; index++) {
        open.add(listen(console.port(), cookie));
      }
      await().until(() -> messages.get() >= CONSOLES);
      work(console, Duration.ofSeconds(5));
      long before = messages.get();
      Cost watched = work(console, MEASURED);
      System.out.printf(
          "nobody looking: %.3f cores, %d MiB of heap; %d consoles: %.3f cores, %d MiB, %.1f messages a second to each%n",
          bare.cores(), bare.heapMebibytes(), CONSOLES, watched.cores(), watched.heapMebibytes(),
          (messages.get() - before) / (double) MEASURED.toSeconds() / CONSOLES);
      for (Socket one : open) {
        one.close();
      }
    }
  }

  private Socket listen(int port, String cookie) throws IOException {
    Socket socket = new Socket("127.0.0.1", port);
    socket.getOutputStream().write(
        ("GET /board/events HTTP/1.1\r\nHost: here\r\nCookie: " + cookie + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    Thread.ofVirtual().start(() -> read(socket));
    return socket;
  }

  private void read(Socket socket) {
    try (var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("data: ") && line.length() > 6) {
          messages.incrementAndGet();
        }
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static Cost work(TestConsole console, Duration time) {
    OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long cpu = machine.getProcessCpuTime();
    long begin = System.nanoTime();
    long events = time.toSeconds() * EVENTS_PER_SECOND;
    for (long event = 0; event < events; event++) {
      console.desk().board().accept(List.of(closed()));
      long due = begin + TimeUnit.SECONDS.toNanos(1) * (event + 1) / EVENTS_PER_SECOND;
      LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cores = (machine.getProcessCpuTime() - cpu) / 1e9 / seconds;
    System.gc();
    Runtime memory = Runtime.getRuntime();
    return new Cost(cores, (memory.totalMemory() - memory.freeMemory()) >> 20);
  }

  private static Closed closed() {
    var now = Clock.systemUTC().instant();
    var contact = new Contact(
        IdGenerator.next(), UUID.randomUUID(), new Contact.Debtor(IdGenerator.next(), IdGenerator.next()), "ROBOT",
        new Contact.Step(0, LocalDate.of(2026, 11, 1), Channel.ROBOT, "payment-active"),
        new Contact.Window(now, now.plusSeconds(60)), 1);
    var attempt = new Attempt(
        IdGenerator.next(), contact, 1, new Phone("+37369000001"),
        new Attempt.Route("pbx", "+37322000000", Duration.ofSeconds(30), false), now);
    ContactOutcome outcome = new ContactOutcome.Reached(ContactOutcome.Answer.LISTENED, Optional.empty(),
        Optional.empty());
    return new Closed(
        attempt, new OutcomeSink.Report(attempt.id(), outcome, Optional.of(now), now, OutcomeSink.Trace.NONE),
        List.of(new Closed.Try(attempt.phone(), outcome, false, "pbx")), false);
  }
}
