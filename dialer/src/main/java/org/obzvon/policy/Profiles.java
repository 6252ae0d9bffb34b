package org.obzvon.policy;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The loaded profiles. Each id occurs once.
public final class Profiles {
  private final Map<String, Profile> byId;

  public Profiles(Collection<Profile> profiles) {
    Map<String, Profile> map = new LinkedHashMap<>();
    for (Profile profile : profiles) {
      if (map.put(profile.id(), profile) != null) {
        throw new IllegalArgumentException("two profiles are called " + profile.id());
      }
    }
    byId = Map.copyOf(map);
  }

  public Optional<Profile> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Returns all profiles, ordered by id.
  public List<Profile> all() {
    return byId.values().stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
  }
}
