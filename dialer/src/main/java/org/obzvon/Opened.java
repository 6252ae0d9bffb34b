package org.obzvon;

import java.time.Clock;
import org.jooq.DSLContext;
import org.obzvon.console.CampaignFiles;

/// The database as a command works with it: opened when the command first needs it, closed when it ends.
final class Opened implements AutoCloseable {
  private final Settings settings;
  private final Catalogue catalogue;
  private final Store store;
  private final Adapters adapters;

  Opened(Settings settings) {
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
