package org.obzvon.console.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.obzvon.document.BadInput;
import org.obzvon.document.SafeText;
import org.obzvon.policy.DayKind;
import org.obzvon.policy.Limits;
import org.obzvon.policy.Profile;
import org.obzvon.policy.Profiles;
import org.obzvon.policy.Timetable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The commands `policy list` and `policy show ID`: show the profiles as the service reads them, with the source of
/// every number.
@Command(name = "policy", description = "Shows the contact policies.")
public final class PolicyCommand {
  private final Supplier<Profiles> profiles;

  @Spec
  private CommandSpec spec;

  public PolicyCommand(Supplier<Profiles> profiles) {
    this.profiles = profiles;
  }

  @Command(name = "list", description = "Every profile with its version.")
  void list() {
    for (Profile profile : profiles.get().all()) {
      Profile.Title title = profile.title();
      out().printf("%-20s %-16s %s%n", profile.id(), SafeText.terminal(title.version()),
          SafeText.terminal(title.words().english()));
    }
    out().flush();
  }

  @Command(name = "show", description = "One profile, with the source and the certainty of every number.")
  void show(@Parameters(paramLabel = "ID", description = "Id of the profile.") String id) {
    Profile profile = profiles.get().find(id)
        .orElseThrow(() -> BadInput.of("ID", "there is no profile '" + SafeText.terminal(id)
            + "'; 'dialer policy list' names them"));
    Profile.Title title = profile.title();
    line("%s, version %s", profile.id(), title.version());
    line("%s", title.words());
    line("Country %s, verified on %s", title.country(), title.verifiedOn());
    line("%s", title.note());
    profile.personsOnly().ifPresent(from -> line("%nFor persons only, not for legal entities (%s)", from));
    profile.timetables().forEach(this::timetable);
    limits(profile.limits());
    profile.notices()
        .ifPresent(rule -> line(
            "%nFor notices alone, which go to every arm; the limits count notices only. Stopped by %s (%s)",
            some(rule.stoppedBy()), rule.from()));
    if (!profile.conduct().duties().isEmpty()) {
      line("%nDuties besides:");
      profile.conduct().duties().forEach(duty -> line("  %s (%s)", duty.what(), duty.from()));
    }
    out().flush();
  }

  private void timetable(Timetable timetable) {
    line("%nHours in the debtor's zone (%s)", timetable.hours().from());
    for (DayKind kind : DayKind.values()) {
      String span = timetable.hours().on(kind).map(Object::toString).orElse("closed");
      line("  %-9s %s", kind.name().toLowerCase(Locale.ROOT), span);
    }
    var calendar = timetable.calendar();
    line("  holidays of %s; also %s; working days %s (%s)",
        some(calendar.countries()), some(calendar.extra()), some(calendar.workingDays()), calendar.from());
  }

  private static String some(Set<?> values) {
    return values.isEmpty() ? "none" : values.stream().map(Object::toString).sorted().collect(Collectors.joining(", "));
  }

  private void limits(Limits limits) {
    line("%nLimits for a household and its numbers");
    for (Limits.Cap cap : limits.caps()) {
      String what = cap.count() == Limits.Count.CONVERSATIONS ? "answered " : "";
      line("  %d %s%s per %s (%s)", cap.most(), what, cap.medium().plural(), cap.window().words(), cap.from());
    }
    for (Limits.Spacing spacing : limits.spacings()) {
      line("  %d minutes between %s (%s)", spacing.least().toMinutes(), spacing.medium().plural(), spacing.from());
    }
    limits.pause().ifPresent(
        pause -> line("  %d days without calls from the day of a conversation (%s)", pause.days(), pause.from()));
  }

  private void line(String format, Object... values) {
    Object[] safe = new Object[values.length];
    for (int i = 0; i < values.length; i++) {
      safe[i] = values[i] instanceof Number ? values[i] : SafeText.terminal(values[i].toString());
    }
    out().printf(format + "%n", safe);
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }
}
