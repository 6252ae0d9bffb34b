package org.obzvon.call.ami;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.obzvon.document.Secret;

/// Exchange settings for tests.
public final class Exchanges {
  static final ExchangeSettings.Waits QUICK = new ExchangeSettings.Waits(
      Duration.ofSeconds(3), Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofMillis(200),
      Duration.ofSeconds(1));

  private Exchanges() {}

  static ExchangeSettings.Dialling dialling(String agiUrl) {
    return new ExchangeSettings.Dialling("PJSIP/{number}@carrier", "obzvon-robot", agiUrl, List.of("373"), true);
  }

  public static ExchangeSettings rig(String name, String agiUrl) {
    Properties rig = RealLine.properties();
    return new ExchangeSettings(
        name,
        new ExchangeSettings.Access(
            rig.getProperty("ami.host"), Integer.parseInt(rig.getProperty("ami.port")), rig.getProperty("ami.user"),
            new Secret(rig.getProperty("ami.secret"))),
        dialling(agiUrl), QUICK);
  }

  static ExchangeSettings at(int port) {
    return new ExchangeSettings(
        "main", new ExchangeSettings.Access("127.0.0.1", port, "obzvon", new Secret("swordfish")),
        dialling("agi://127.0.0.1:4573/robot"), QUICK);
  }
}
