package org.obzvon.policy.yaml;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.policy.CapWindow;
import org.obzvon.policy.Certainty;
import org.obzvon.policy.DayKind;
import org.obzvon.policy.Holidays;
import org.obzvon.policy.Hours;
import org.obzvon.policy.Limits;
import org.obzvon.policy.Medium;
import org.obzvon.policy.Profile;
import org.obzvon.policy.Provenance;
import org.obzvon.policy.StopKind;
import org.obzvon.policy.Timetable;
import org.obzvon.policy.WorkCalendar;

/// Turns one YAML document into one profile. Every number must give its source and its certainty.
final class ProfileReader {
  static final String STRICTEST_OF = "strictest-of";
  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final Pattern SPAN = Pattern.compile("(\\d{2}:\\d{2})\\s*-\\s*(\\d{2}:\\d{2})");
  /// The longest pause or spacing in days. [org.obzvon.policy.AccountFactsSource#REACH_DAYS] must reach further.
  private static final int LONGEST_DAYS = 30;

  private final Holidays holidays;

  ProfileReader(Holidays holidays) {
    this.holidays = holidays;
  }

  String id(YamlNode root) {
    YamlNode id = root.get("id");
    if (!ID.matcher(id.text()).matches()) {
      throw id.bad("must be small letters, digits and single hyphens such as my-town");
    }
    return id.text();
  }

  Profile.Title title(YamlNode root, String digest) {
    return new Profile.Title(
        id(root),
        root.get("version").text() + "+" + digest,
        TranslatedText.read(root.get("title")),
        root.get("country").text(),
        TranslatedText.read(root.get("note")),
        root.get("verified-on").date());
  }

  Profile plain(YamlNode root, String digest) {
    root.only(
        "id", "version", "title", "country", "note", "verified-on", "persons-only", "hours", "holidays", "caps",
        "spacing", "pause-after-conversation", "duties", "notices", "recording-announcement");
    return new Profile(
        title(root, digest),
        root.find("persons-only").flatMap(this::personsOnly),
        List.of(new Timetable(hours(root.get("hours")), calendar(root.get("holidays")))),
        limits(root),
        conduct(root),
        root.find("notices").map(this::notices));
  }

  List<Profile> parts(YamlNode root, Map<String, Profile> plain) {
    root.only("id", "version", "title", "country", "note", "verified-on", STRICTEST_OF);
    YamlNode list = root.get(STRICTEST_OF);
    List<Profile> parts = list.each(part -> {
      Profile found = plain.get(part.text());
      if (found == null) {
        throw part.bad("is not the id of a profile with rules of its own; known are "
            + String.join(", ", plain.keySet().stream().sorted().toList()));
      }
      if (found.notices().isPresent()) {
        throw part.bad("is for notices alone, whose limits are no limits of reminders");
      }
      return found;
    });
    if (parts.isEmpty()) {
      throw list.bad("is empty; name at least one profile");
    }
    return parts;
  }

  private Optional<Provenance> personsOnly(YamlNode node) {
    node.only("value", "source", "certainty");
    Provenance from = provenance(node);
    return node.get("value").flag() ? Optional.of(from) : Optional.empty();
  }

  private Hours hours(YamlNode node) {
    node.only("workday", "saturday", "sunday", "holiday", "source", "certainty");
    Map<DayKind, Hours.Span> spans = new EnumMap<>(DayKind.class);
    for (DayKind kind : DayKind.values()) {
      span(node.get(kind.name().toLowerCase(Locale.ROOT))).ifPresent(span -> spans.put(kind, span));
    }
    if (spans.isEmpty()) {
      throw node.bad("is closed on every day; open it on one at least");
    }
    return new Hours(spans, provenance(node));
  }

  private static Optional<Hours.Span> span(YamlNode node) {
    if (node.text().equals("closed")) {
      return Optional.empty();
    }
    Matcher matcher = SPAN.matcher(node.text());
    if (matcher.matches()) {
      try {
        return Optional.of(new Hours.Span(LocalTime.parse(matcher.group(1)), LocalTime.parse(matcher.group(2))));
      } catch (DateTimeException | IllegalArgumentException _) {
        // reported below, as is a text that does not look like hours at all
      }
    }
    throw node.bad("must be closed, or hours of one day such as \"09:00-20:00\", not '" + node.text() + "'");
  }

  private WorkCalendar calendar(YamlNode node) {
    node.only("countries", "extra", "working-days", "source", "certainty");
    Set<String> countries = new LinkedHashSet<>(node.get("countries").each(this::country));
    Set<LocalDate> extra = days(node, "extra");
    Set<LocalDate> working = days(node, "working-days");
    for (LocalDate day : extra) {
      if (working.contains(day)) {
        throw node.bad(day + " stands both under extra and under working-days; keep one");
      }
    }
    return new WorkCalendar(countries, extra, working, holidays, provenance(node));
  }

  private String country(YamlNode node) {
    if (!holidays.knows(node.text())) {
      throw node.bad("is not a country whose holidays are known; write its code in small letters such as md");
    }
    return node.text();
  }

  private static Set<LocalDate> days(YamlNode node, String key) {
    return node.find(key).map(list -> Set.copyOf(new LinkedHashSet<>(list.each(YamlNode::date)))).orElse(Set.of());
  }

  private Limits limits(YamlNode root) {
    List<Limits.Cap> caps = root.get("caps").each(this::cap);
    for (Medium medium : Medium.values()) {
      if (caps.stream().noneMatch(cap -> cap.medium() == medium)) {
        throw root.get("caps").bad("has no cap on " + medium.plural() + "; without one they would be unlimited");
      }
    }
    return new Limits(
        caps,
        root.find("spacing").map(list -> list.each(this::spacing)).orElse(List.of()),
        root.find("pause-after-conversation").map(this::pause));
  }

  private Limits.Cap cap(YamlNode node) {
    node.only("medium", "count", "most", "window", "source", "certainty");
    return new Limits.Cap(
        node.get("medium").oneOf(Medium.class),
        node.get("count").oneOf(Limits.Count.class),
        node.get("most").integer(1, 1_000),
        node.get("window").oneOf(CapWindow.class),
        provenance(node));
  }

  private Limits.Spacing spacing(YamlNode node) {
    node.only("medium", "least", "source", "certainty");
    Duration least = node.get("least").duration();
    if (least.isZero() || least.compareTo(Duration.ofDays(LONGEST_DAYS)) > 0) {
      throw node.get("least").bad("must be longer than nothing and at most " + LONGEST_DAYS + "d");
    }
    return new Limits.Spacing(node.get("medium").oneOf(Medium.class), least, provenance(node));
  }

  private Limits.Pause pause(YamlNode node) {
    node.only("days", "source", "certainty");
    return new Limits.Pause(node.get("days").integer(1, LONGEST_DAYS), provenance(node));
  }

  private Profile.Notices notices(YamlNode node) {
    node.only("stopped-by", "source", "certainty");
    return new Profile.Notices(
        Set.copyOf(node.get("stopped-by").each(kind -> kind.oneOf(StopKind.class))), provenance(node));
  }

  private Profile.Conduct conduct(YamlNode root) {
    return new Profile.Conduct(
        root.find("duties").map(duties -> duties.each(this::duty)).orElse(List.of()),
        root.find("recording-announcement")
            .map(this::announcement)
            .orElse(Optional.of(new Provenance("own caution; the profile says nothing of it", Certainty.OURS))));
  }

  private Optional<Provenance> announcement(YamlNode node) {
    node.only("value", "source", "certainty");
    Provenance from = provenance(node);
    return switch (node.get("value").text()) {
      case "required" -> Optional.of(from);
      case "not-required" -> Optional.empty();
      default -> throw node.get("value").bad("must be required or not-required");
    };
  }

  private Profile.Duty duty(YamlNode node) {
    node.only("what", "source", "certainty");
    return new Profile.Duty(TranslatedText.read(node.get("what")), provenance(node));
  }

  private static Provenance provenance(YamlNode node) {
    YamlNode certainty = node.get("certainty");
    if (certainty.text().equalsIgnoreCase("D")) {
      throw certainty.bad("is D, not found or contradicted: leave it out, or call the number ours");
    }
    return new Provenance(node.get("source").text(), certainty.oneOf(Certainty.class));
  }
}
