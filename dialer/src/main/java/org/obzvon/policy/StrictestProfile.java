package org.obzvon.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.obzvon.policy.Limits.Cap;
import org.obzvon.policy.Limits.Pause;
import org.obzvon.policy.Limits.Spacing;

/// Builds the strictest of several profiles: the least of every cap, the longest of every pause and spacing, and only
/// the instants at which all of their timetables, each with its own holidays, are open.
public final class StrictestProfile {
  private StrictestProfile() {}

  public static Profile of(Profile.Title title, List<Profile> parts) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("the strictest of nothing would let everything through");
    }
    return new Profile(
        title,
        parts.stream().flatMap(part -> part.personsOnly().stream()).findFirst(),
        parts.stream().flatMap(part -> part.timetables().stream()).distinct().toList(),
        new Limits(caps(parts), spacings(parts), pause(parts)),
        new Profile.Conduct(
            parts.stream().flatMap(part -> part.conduct().duties().stream()).distinct().toList(),
            parts.stream().flatMap(part -> part.conduct().announceRecording().stream()).findFirst()));
  }

  private static List<Cap> caps(List<Profile> parts) {
    List<Cap> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(part.limits().caps()));
    return keep(
        all,
        cap -> List.of(cap.medium(), cap.count(), cap.window()),
        BinaryOperator.minBy(Comparator.comparingInt(Cap::most)));
  }

  private static List<Spacing> spacings(List<Profile> parts) {
    List<Spacing> all = new ArrayList<>();
    parts.forEach(part -> all.addAll(part.limits().spacings()));
    return keep(all, Spacing::medium, BinaryOperator.maxBy(Comparator.comparing(Spacing::least)));
  }

  private static Optional<Pause> pause(List<Profile> parts) {
    return parts.stream()
        .flatMap(part -> part.limits().pause().stream())
        .max(Comparator.comparingInt(Pause::days));
  }

  private static <T> List<T> keep(List<T> all, Function<T, Object> key, BinaryOperator<T> stricter) {
    Map<Object, T> kept = new LinkedHashMap<>();
    all.forEach(one -> kept.merge(key.apply(one), one, stricter));
    return List.copyOf(kept.values());
  }
}
