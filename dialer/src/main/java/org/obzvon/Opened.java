package org.obzvon;

import java.time.Clock;
import java.util.EnumSet;
import java.util.Set;
import org.jooq.DSLContext;
import org.obzvon.console.CampaignControl;
import org.obzvon.console.CampaignFiles;
import org.obzvon.contact.Channel;

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
    return catalogue.files(channels());
  }

  CampaignControl control() {
    return adapters.control(channels());
  }

  private Set<Channel> channels() {
    Set<Channel> channels = EnumSet.noneOf(Channel.class);
    if (!settings.reach().exchanges().isEmpty()) {
      channels.add(Channel.ROBOT);
    }
    if (settings.reach().exchanges().stream().anyMatch(exchange -> exchange.operators().isPresent())) {
      channels.add(Channel.OPERATOR);
    }
    if (!settings.texting().kinds().isEmpty()) {
      channels.add(Channel.SMS);
    }
    return channels;
  }

  @Override
  public void close() {
    store.close();
  }
}
