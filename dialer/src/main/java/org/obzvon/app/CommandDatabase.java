package org.obzvon.app;

import java.time.Clock;
import org.jooq.DSLContext;
import org.obzvon.commands.CampaignFileCheck;
import org.obzvon.config.InstalledContent;
import org.obzvon.config.Settings;

/// The database of a command: opened when the command first needs it, closed when the command ends.
final class CommandDatabase implements AutoCloseable {
  private final Settings settings;
  private final InstalledContent catalogue;
  private final Store store;
  private final Adapters adapters;

  CommandDatabase(Settings settings) {
    this.settings = settings;
    this.catalogue = InstalledContent.load(settings);
    this.store = Store.open(settings.database());
    this.adapters = new Adapters(store.db(), settings, catalogue, Clock.systemUTC());
  }

  DSLContext db() {
    return store.db();
  }

  Adapters adapters() {
    return adapters;
  }

  CampaignFileCheck files() {
    return catalogue.files(settings.channels());
  }

  @Override
  public void close() {
    store.close();
  }
}
