package org.obzvon.call.ami;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The two Asterisks of `deploy/rig/asterisk`. As a JUnit extension it skips a test class, with a message, when they
/// are not up; with `-Drig=required` their absence is a failure.
public final class RealLine implements ExecutionCondition {
  private static final Path ROOT = Path
      .of(Optional.ofNullable(System.getenv("OBZVON_RIG")).orElse("/var/tmp/obzvon-rig"));
  private static final Pattern QUEUE = Pattern.compile("(obzvon-[a-z]{2}) has");
  private static final Pattern MEMBER = Pattern.compile("PJSIP/\\d+");
  private static final Path SCRIPT = Path.of(System.getProperty("project.root", "..")).resolve("deploy/rig/asterisk");

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    // The condition is checked once a class, because the tests themselves stop and freeze the exchange.
    if (context.getTestMethod().isPresent()) {
      return ConditionEvaluationResult.enabled("the rig answered");
    }
    if (isUp()) {
      emptyQueues();
      return ConditionEvaluationResult.enabled("the rig answers");
    }
    String what = "the test rig is not up; start it with: sudo deploy/rig/asterisk up";
    if ("required".equals(System.getProperty("rig"))) {
      throw new IllegalStateException(what);
    }
    return ConditionEvaluationResult.disabled(what);
  }

  public static boolean isUp() {
    return Files.isReadable(ROOT.resolve("rig.properties")) && rig("status") == 0;
  }

  /// Starts the instances that are not running.
  public static void up() {
    if (rig("up") != 0) {
      throw new IllegalStateException("the rig did not come up");
    }
  }

  public static Properties properties() {
    Properties properties = new Properties();
    try (var in = Files.newBufferedReader(ROOT.resolve("rig.properties"))) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /// Returns the process id of `pbx` or `carrier`.
  public static long pid(String instance) throws IOException {
    return Long.parseLong(Files.readString(Path.of(properties().getProperty(instance + ".pid"))).strip());
  }

  public static void signal(long pid, String signal) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + signal, Long.toString(pid)).inheritIO().start().waitFor(5, TimeUnit.SECONDS);
  }

  /// Removes all seats from the queues. The exchange remembers operators whom an earlier test signed in and did not
  /// sign off; it would transfer a debtor who asks for a person to their telephones.
  private static void emptyQueues() {
    String queue = "";
    for (String line : console("queue show").lines().toList()) {
      Matcher named = QUEUE.matcher(line);
      queue = named.find() ? named.group(1) : queue;
      Matcher member = MEMBER.matcher(line);
      if (member.find()) {
        console("queue remove member " + member.group() + " from " + queue);
      }
    }
  }

  /// Returns the answer of the console of `pbx`.
  public static String console(String command) {
    try {
      Process process = new ProcessBuilder("chroot", ROOT.toString(), "asterisk", "-C",
          "/etc/asterisk-pbx/asterisk.conf", "-rx",
          command)
          .redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      process.waitFor(10, TimeUnit.SECONDS);
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int rig(String command) {
    try {
      Process process = new ProcessBuilder(SCRIPT.toString(), command)
          .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      if (!process.waitFor(180, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return -1;
      }
      return process.exitValue();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
