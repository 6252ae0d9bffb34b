package org.obzvon.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.call.ami.RealLine;
import org.obzvon.fixture.Installation;
import org.obzvon.fixture.LedgerBook;
import org.obzvon.fixture.ServiceProcess;
import org.obzvon.rig.RigDebtors;

/// Measures calls a second through the whole product, from the register to the stored outcome, against the bare AMI
/// loop before and after it. Each call is answered, stays one second and hangs up. The product speaks meanwhile, which
/// costs the two exchanges as much again, so the loop is run once more with a sound.
@Tag("bench")
@ExtendWith(RealLine.class)
class ProductRateBench {
  private static final int LINES = 300;
  private static final int DEBTORS = 12_000;
  private static final Duration BARE = Duration.ofSeconds(12);
  /// The time until the hot paths are compiled: the bench measures a service at work and not its start.
  private static final Duration RAMP = Duration.ofSeconds(20);
  private static final Duration MEASURED = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Pattern PAUSE = Pattern.compile("Pause [^\\n]*? (\\d+)M->(\\d+)M\\(");

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @Test
  void calls_through_the_whole_product_are_counted_beside_the_bare_loop() throws Exception {
    BareAmiLoop.Rate before = new BareAmiLoop(RealLine.properties(), LINES).run(BARE);
    double product = product();
    BareAmiLoop.Rate after = new BareAmiLoop(RealLine.properties(), LINES).run(BARE);
    BareAmiLoop.Rate playing = BareAmiLoop.playing(RealLine.properties(), LINES, longestSound()).run(BARE);
    double bare = (before.callsPerSecond() + after.callsPerSecond()) / 2;
    System.out.println("bare AMI loop before: " + before);
    System.out.println("bare AMI loop after:  " + after);
    System.out.println("bare AMI loop that plays a sound: " + playing);
    System.out.printf("whole product: %.0f calls/s, %.2f of the bare loop's %.0f, %.2f of the one that plays%n",
        product,
        product / bare, bare, product / playing.callsPerSecond());
  }

  private double product() throws IOException, InterruptedException {
    Path gc = folder.resolve("gc.log");
    Installation.Size size = new Installation.Size(LINES, 1000, Duration.ofSeconds(20), Duration.ofSeconds(10));
    try (Installation installation = new Installation(folder, size);
        ServiceProcess service = served(installation, gc)) {
      installation.start(
          new Installation.Campaign("bench", "rig", "attempts-at-most: 1", LINES, false, Duration.ofSeconds(20)),
          RigDebtors.alike(DEBTORS, Installation.noonZone()));
      LedgerBook ledger = installation.ledger();
      await().atMost(PATIENCE).until(() -> ledger.closedAttempts() > 0);
      Instant from = Instant.now().plus(RAMP);
      Instant until = from.plus(MEASURED);
      Map<String, Duration> used = used(service, from);
      Map<String, Duration> usedAfter = used(service, until);
      installation.command("campaign", "stop", "bench");
      await().atMost(PATIENCE).until(() -> ledger.openAttempts().isEmpty());
      Map<String, Integer> ends = ledger.closedBetween(from, until);
      int calls = ends.values().stream().mapToInt(Integer::intValue).sum();
      assertThat(ends.getOrDefault("NOT_REACHED HUNG_UP_EARLY", 0)).isGreaterThan(calls * 95 / 100);
      System.out.printf("whole product: %s in %d s%n", ends, MEASURED.toSeconds());
      usedAfter.forEach((process, time) -> System.out.printf("processor time of a call: %5.2f ms of %s%n",
          time.minus(used.get(process)).toNanos() / 1e6 / calls, process));
      System.out.println("milliseconds of a call: " + ledger.waits(from, until));
      System.out.printf("heap: %s after a collection, %d MB at the most before one%n", live(service), most(gc));
      return calls / (double) MEASURED.toSeconds();
    }
  }

  /// Returns the longest phrase that the product has rendered, by its name at the exchange.
  private static String longestSound() throws IOException {
    Path sounds = Path.of(RealLine.properties().getProperty("sounds.host"));
    try (Stream<Path> files = Files.walk(sounds)) {
      Path longest = files.filter(file -> file.toString().endsWith(".wav"))
          .max(Comparator.comparingLong(file -> file.toFile().length()))
          .orElseThrow();
      String name = sounds.relativize(longest).toString().replace(".wav", "");
      return RealLine.properties().getProperty("sounds.pbx") + "/" + name;
    }
  }

  private static String[] options(Path gc) {
    String more = System.getProperty("bench.options", "");
    String all = "-Xlog:gc:file=" + gc + (more.isEmpty() ? "" : " " + more);
    return all.split(" ");
  }

  private static ServiceProcess served(Installation installation, Path gc) {
    installation.sendNoAttemptHeader();
    return installation.serve(options(gc));
  }

  /// Waits until an instant and returns the processor time that the processes of a call had used by then.
  private Map<String, Duration> used(ServiceProcess service, Instant at) throws IOException {
    await().atMost(PATIENCE).until(() -> !Instant.now().isBefore(at));
    ProcessHandle java = ProcessHandle.of(service.pid()).orElseThrow();
    Map<String, Duration> used = new TreeMap<>();
    used.put("the service", used(java));
    used.put("PostgreSQL", postgres().map(ProductRateBench::used).reduce(Duration.ZERO, Duration::plus));
    used.put("the exchange", used(ProcessHandle.of(RealLine.pid("pbx")).orElseThrow()));
    used.put("the carrier", used(ProcessHandle.of(RealLine.pid("carrier")).orElseThrow()));
    return used;
  }

  /// Returns the embedded server of this installation, which names its folder on its command line, and its connections.
  private Stream<ProcessHandle> postgres() {
    return ProcessHandle.allProcesses()
        .filter(one -> one.info().command().filter(command -> command.endsWith("postgres")).isPresent())
        .filter(one -> one.info().commandLine().filter(line -> line.contains(folder.toString())).isPresent())
        .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()));
  }

  private static Duration used(ProcessHandle process) {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static String live(ServiceProcess service) throws IOException, InterruptedException {
    jcmd(service, "GC.run");
    return jcmd(service, "GC.heap_info").lines().filter(line -> line.contains("used")).findFirst().orElse("?").strip();
  }

  private static String jcmd(ServiceProcess service, String command) throws IOException, InterruptedException {
    Path tool = Path.of(System.getProperty("java.home"), "bin", "jcmd");
    Process process = new ProcessBuilder(tool.toString(), Long.toString(service.pid()), command)
        .redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static int most(Path gc) throws IOException {
    return PAUSE.matcher(Files.readString(gc)).results().mapToInt(found -> Integer.parseInt(found.group(1))).max()
        .orElse(0);
  }
}
