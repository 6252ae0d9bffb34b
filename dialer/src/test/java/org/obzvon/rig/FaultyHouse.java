package org.obzvon.rig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.obzvon.call.ami.RealLine;
import org.obzvon.fixture.CuttingProxy;
import org.obzvon.fixture.Installation;
import org.obzvon.fixture.MadeProvider;
import org.obzvon.fixture.ServiceProcess;
import org.obzvon.fixture.TcpRelay;
import org.obzvon.fixture.TestFolder;

/// Two services on one database, one exchange of the rig and one fake provider of texts, each reached through a relay
/// of the test, and the faults that hit them. The test does for them only what a supervisor does:
/// it restarts a process that died.
final class FaultyHouse implements AutoCloseable {
  /// The restart delay in `deploy/obzvon.service` and in the usual units of the others.
  private static final Duration RESTART_AFTER = Duration.ofSeconds(5);
  private static final Duration FREEZE_BEYOND_THE_LEASE = Duration.ofSeconds(13);

  /// The kinds of faults. The order is that of a short run: the first kinds are those that do most.
  enum Kind {
    EXCHANGE_KILLED,
    SERVICE_KILLED,
    COMMITS_UNANSWERED,
    AMI_CUT,
    TEXTS_TAKEN_AND_CUT,
    DATABASE_KILLED,
    CONVERSATIONS_CUT,
    AMI_STALLED,
    DATABASE_STALLED,
    SERVICE_FROZEN,
    TEXTS_TAKEN_AND_FAILED,
    EXCHANGE_FROZEN,
    DATABASE_CUT,
    SERVICE_STOPPED,
    TEXTS_TAKEN_AND_HANGING,
    CONVERSATIONS_STALLED,
    TEXTS_REFUSED,
    DATABASE_CUT_FOR_ALL,
    PROVIDER_AWAY,
    AMI_CUT_FOR_ALL,
    SERVICE_KILLED_AND_DATABASE_CUT
  }

  /// @param mended when the surroundings worked again; for a fault without duration, the instant of the fault
  record Fault(Kind kind, String where, Instant began, Instant mended) {}

  /// One of the two services and its routes.
  private final class Node {
    private final String name;
    private final CuttingProxy database;
    private final TcpRelay ami;
    private final TcpRelay agi;
    private final Path configuration;
    private final List<ServiceProcess> lives = new ArrayList<>();

    private Node(String name) {
      this.name = name;
      database = new CuttingProxy(installation.databasePort());
      ami = new TcpRelay(Integer.parseInt(rig.getProperty("ami.port")));
      int listens = TestFolder.freePort();
      agi = new TcpRelay(listens);
      configuration = installation.node(name, new Installation.Ways(database.port(), ami.port(), agi.port(), listens));
    }

    private void start() {
      lives.add(ServiceProcess.start(configuration, installation.log()));
    }

    private ServiceProcess service() {
      return lives.getLast();
    }

    private void close() {
      if (!lives.isEmpty()) {
        signal(service().pid(), "CONT");
        service().close();
      }
      ami.close();
      agi.close();
      database.close();
    }
  }

  private final Properties rig = RealLine.properties();
  private final Installation installation;
  private final MadeProvider provider = new MadeProvider();
  private final List<Node> nodes;
  private final Random random;

  FaultyHouse(Installation installation, Random random) {
    this.installation = installation;
    this.random = random;
    installation.withGateways(MadeProvider.gateway(installation.file("provider.yaml", provider.file()).toString()));
    installation.store(); // the database is the test's own, so that it outlives the services
    nodes = List.of(new Node("first"), new Node("second"));
    nodes.forEach(Node::start);
  }

  MadeProvider provider() {
    return provider;
  }

  /// Returns the HTTP address of one of the services, which may be dead just now.
  String address(int node) {
    return nodes.get(node % nodes.size()).service().address();
  }

  /// Returns the output of the services, one text for each run of each of them.
  List<String> said() {
    return nodes.stream().flatMap(node -> node.lives.stream()).map(ServiceProcess::said).toList();
  }

  /// Causes the fault and returns when everything outside the services works again and
  /// the dead processes were restarted.
  Fault happens(Kind kind) {
    Node node = nodes.get(random.nextInt(nodes.size()));
    Instant began = Instant.now();
    Instant mended = switch (kind) {
      case SERVICE_KILLED -> killed(node, false);
      case SERVICE_KILLED_AND_DATABASE_CUT -> killed(node, true);
      case SERVICE_STOPPED -> {
        node.service().terminate();
        node.service().ended();
        node.start();
        yield began;
      }
      case SERVICE_FROZEN -> frozen(node.service().pid(), FREEZE_BEYOND_THE_LEASE);
      case EXCHANGE_KILLED -> {
        signal(pid("pbx"), "KILL");
        RealLine.up();
        yield Instant.now();
      }
      case EXCHANGE_FROZEN -> frozen(pid("pbx"), seconds(3, 8));
      case DATABASE_KILLED -> {
        installation.killDatabase();
        installation.startDatabase();
        yield Instant.now();
      }
      case DATABASE_STALLED -> databaseStalled(seconds(3, 10));
      case DATABASE_CUT -> {
        node.database.cutAll();
        yield began;
      }
      case DATABASE_CUT_FOR_ALL -> {
        nodes.forEach(one -> one.database.cutAll());
        yield began;
      }
      case COMMITS_UNANSWERED -> commitsUnanswered(node);
      case AMI_CUT -> {
        node.ami.cut();
        yield began;
      }
      case AMI_CUT_FOR_ALL -> {
        nodes.forEach(one -> one.ami.cut());
        yield began;
      }
      case AMI_STALLED -> stalled(node.ami, seconds(3, 12));
      case CONVERSATIONS_CUT -> {
        node.agi.cut();
        yield began;
      }
      case CONVERSATIONS_STALLED -> stalled(node.agi, seconds(2, 5));
      case TEXTS_TAKEN_AND_CUT -> textsFor(MadeProvider.Manner.TAKES_AND_CUTS);
      case TEXTS_TAKEN_AND_FAILED -> textsFor(MadeProvider.Manner.TAKES_AND_FAILS);
      case TEXTS_TAKEN_AND_HANGING -> textsFor(MadeProvider.Manner.TAKES_AND_HANGS);
      case TEXTS_REFUSED -> textsFor(MadeProvider.Manner.REFUSES);
      case PROVIDER_AWAY -> {
        provider.goAway();
        pause(seconds(2, 6));
        provider.comeBack();
        yield Instant.now();
      }
    };
    return new Fault(kind, node.name, began, mended);
  }

  private Instant killed(Node node, boolean cut) {
    Instant at = Instant.now();
    node.service().kill();
    if (cut) {
      nodes.forEach(one -> one.database.cutAll());
    }
    pause(RESTART_AFTER);
    node.start();
    return at;
  }

  private static Instant frozen(long pid, Duration length) {
    signal(pid, "STOP");
    pause(length);
    signal(pid, "CONT");
    return Instant.now();
  }

  private Instant databaseStalled(Duration length) {
    nodes.forEach(node -> node.database.stall(true));
    pause(length);
    nodes.forEach(node -> node.database.stall(false));
    return Instant.now();
  }

  private Instant commitsUnanswered(Node node) {
    int before = node.database.cuts();
    int times = 1 + random.nextInt(5);
    node.database.loseAnswers(words -> words.contains("attempt") || words.contains("contact"), times);
    await().atMost(Duration.ofSeconds(30)).until(() -> node.database.cuts() >= before + times);
    return Instant.now();
  }

  private static Instant stalled(TcpRelay relay, Duration length) {
    relay.stall(true);
    pause(length);
    relay.stall(false);
    return Instant.now();
  }

  private Instant textsFor(MadeProvider.Manner manner) {
    provider.behave(manner);
    pause(seconds(3, 6));
    provider.behave(MadeProvider.Manner.ANSWERS);
    return Instant.now();
  }

  private Duration seconds(int least, int most) {
    return Duration.ofMillis(random.nextLong(least * 1_000L, most * 1_000L));
  }

  private static long pid(String instance) {
    try {
      return RealLine.pid(instance);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void signal(long pid, String signal) {
    try {
      RealLine.signal(pid, signal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Sleeps in real time: how long a fault lasts is part of the fault.
  private static void pause(Duration length) {
    try {
      TimeUnit.MILLISECONDS.sleep(length.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    nodes.forEach(Node::close);
    provider.close();
  }
}
