package org.obzvon.app;

import java.time.Clock;
import org.jooq.DSLContext;
import org.obzvon.commands.CampaignFiles;
import org.obzvon.config.Catalogue;
import org.obzvon.config.Settings;

/// The database of a command: opened when the command first needs it, closed when the command ends.
final class CommandDatabase implements AutoCloseable {
  private final Settings settings;
  private final Catalogue catalogue;
  private final Store store;
  private final Adapters adapters;

  CommandDatabase(Settings settings) {
    this.settings = settings;
    this.catalogue = Catalogue.load(settings);
    this.store = Store.open(settings.database());
    this.adapters = new Adapters(store.db(), settings, catalogue, Clock.systemUTC());
  }

  DSLContext db() {
    return store.db();
  }

  Adapters adapters() {
    return adapters;
  }

  CampaignFiles files() {
    return catalogue.files(settings.channels());
  }

  @Override
  public void close() {
    store.close();
  }
}
