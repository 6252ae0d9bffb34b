package org.obzvon.app;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.obzvon.alert.AlertMails;
import org.obzvon.backup.Backups;
import org.obzvon.backup.Restorations;
import org.obzvon.console.StoreSilent;
import org.obzvon.console.Vitals;
import org.obzvon.contact.Channel;
import org.obzvon.contact.ContactState;
import org.obzvon.policy.DeadNumberDoubts;
import org.obzvon.queue.QueueCounts;

/// The health of a running service.
///
/// @param mails empty where no mail is configured
/// @param threads whether each thread still runs, by its task
record ServiceVitals(
    Telephony telephony, TextAssembly texts, Engine engine, QueueCounts queue, StoreWatch store, Backups backups,
    Restorations restorations, Optional<AlertMails> mails, InstantSource clock, Map<String, BooleanSupplier> threads)
    implements
      Vitals {
  @Override
  public List<LineState> lines() {
    List<LineState> lines = new ArrayList<>(telephony.vitals());
    lines.addAll(texts.vitals(store.answers()));
    return lines;
  }

  @Override
  public Map<ContactState, Integer> waiting() {
    if (!store.answers()) {
      throw new StoreSilent();
    }
    return queue.waiting();
  }

  @Override
  public Map<Channel, Instant> standingStill() {
    return engine.standstill().channels();
  }

  @Override
  public List<DeadNumberDoubts.Doubt> doubtedLines() {
    return engine.numbers().open();
  }

  @Override
  public Optional<Duration> sinceLastBackup() {
    if (!store.answers()) {
      throw new StoreSilent();
    }
    return backups.lastTaken().map(taken -> Duration.between(taken, clock.instant()));
  }

  @Override
  public Optional<Instant> restoreUnconfirmedSince() {
    if (!store.answers()) {
      throw new StoreSilent();
    }
    return restorations.unconfirmed().map(Restorations.Restoration::restoredAt);
  }

  @Override
  public Optional<AlertMails.State> mail() {
    if (!store.answers()) {
      throw new StoreSilent();
    }
    return mails.map(AlertMails::state);
  }

  @Override
  public List<String> dead() {
    return threads.entrySet().stream()
        .filter(thread -> !thread.getValue().getAsBoolean())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  @Override
  public boolean storeAnswers() {
    return store.answers();
  }

  @Override
  public void onStoreSilence(Runnable told) {
    store.onSilence(told);
  }

  @Override
  public int unstored() {
    return engine.recorder().waiting();
  }
}
