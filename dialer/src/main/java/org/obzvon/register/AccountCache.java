package org.obzvon.register;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Remembers the accounts on which a contact policy has just decided, so that the call that follows uses what the
/// policy saw and does not read each of them from the store again. The policy itself always reads afresh.
public final class AccountCache {
  /// The time from the policy's decision to the preparation of the call.
  private static final Duration LASTS = Duration.ofSeconds(5);
  /// The oldest accounts are evicted: planning a campaign reads thousands for which nothing is placed yet.
  private static final int MOST = 2_000;

  private final Accounts store;
  private final InstantSource clock;
  private final Map<UUID, Read> read = Collections.synchronizedMap(
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Read> eldest) {
          return size() > MOST;
        }
      });

  private record Read(Account account, Instant at) {}

  public AccountCache(Accounts store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /// Returns accounts that are read afresh and remembered.
  public Accounts remembering() {
    return new View(this::readAndRemember);
  }

  /// Returns accounts from memory if they were read within seconds.
  public Accounts recalling() {
    return new View(this::recall);
  }

  private Map<UUID, Account> readAndRemember(Collection<UUID> ids) {
    Instant now = clock.instant();
    Map<UUID, Account> found = store.byIds(ids);
    found.forEach((id, account) -> read.put(id, new Read(account, now)));
    return found;
  }

  private Map<UUID, Account> recall(Collection<UUID> ids) {
    Instant oldest = clock.instant().minus(LASTS);
    Map<UUID, Account> found = new HashMap<>();
    Set<UUID> missing = new HashSet<>();
    for (UUID id : ids) {
      Optional.ofNullable(read.remove(id))
          .filter(one -> !one.at().isBefore(oldest))
          .ifPresentOrElse(one -> found.put(id, one.account()), () -> missing.add(id));
    }
    if (!missing.isEmpty()) {
      found.putAll(store.byIds(missing));
    }
    return found;
  }

  private interface ByIds {
    Map<UUID, Account> of(Collection<UUID> ids);
  }

  private final class View implements Accounts {
    private final ByIds byIds;

    View(ByIds byIds) {
      this.byIds = byIds;
    }

    @Override
    public Optional<Account> byNumber(String number) {
      return store.byNumber(number);
    }

    @Override
    public Map<UUID, Account> byIds(Collection<UUID> ids) {
      return byIds.of(ids);
    }

    @Override
    public List<Account> overdue(Optional<Account> after, int limit) {
      return store.overdue(after, limit);
    }
  }
}
