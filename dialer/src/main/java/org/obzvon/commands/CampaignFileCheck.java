package org.obzvon.commands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.obzvon.campaign.CampaignFault;
import org.obzvon.campaign.Definition;
import org.obzvon.campaign.LadderStep;
import org.obzvon.contact.Channel;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;
import org.obzvon.schedule.StepWarnings;
import org.obzvon.sms.Purpose;

/// Checks campaign files against the policies, scripts and channels of this installation. It needs no database.
///
/// @param reader reads a file and checks it on its own
/// @param profiles ids of the contact policies of reminders
/// @param noticeProfiles ids of the contact policies of notices
/// @param scripts names of the IVR scripts
/// @param texts names of the message templates that can be sent here, by purpose
/// @param channels channels by which this installation can contact debtors
/// @param warnings finds steps that can never be made
public record CampaignFileCheck(
    Reader reader, Set<String> profiles, Set<String> noticeProfiles, Set<String> scripts,
    Map<Purpose, Set<String>> texts, Set<Channel> channels, StepWarnings warnings) {

  public interface Reader {
    Definition read(Path file);

    /// @param source name of the text in messages
    Definition read(String source, String text);
  }

  /// @throws BadInput with every problem found
  public Definition read(Path file) {
    return checked(file.toString(), reader.read(file));
  }

  /// @throws BadInput with every problem found
  public Definition read(String source, String text) {
    return checked(source, reader.read(source, text));
  }

  private Definition checked(String source, Definition definition) {
    List<Problem> problems = new ArrayList<>();
    var rules = definition.rules();
    profile(source, "policy", rules.profile(), profiles, problems);
    rules.profiles().notices().ifPresent(id -> profile(source, "notice-policy", id, noticeProfiles, problems));
    definition.ladder().forEach(step -> script(source, step, problems));
    rules.happenings().forEach(
        (kind, rule) -> text(source, "events." + key(kind) + ".template", rule.template(), Purpose.of(kind), problems));
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return definition;
  }

  private static void profile(String source, String key, String id, Set<String> known, List<Problem> problems) {
    if (!known.contains(id)) {
      problems.add(
          new Problem(source, 0, key, CampaignFault.NO_PROFILE.with(id, sorted(known))));
    }
  }

  private void script(String source, LadderStep step, List<Problem> problems) {
    String where = "ladder[" + step.number() + "].script";
    if (step.channel() == Channel.ROBOT && !scripts.contains(step.script())) {
      problems.add(
          new Problem(source, 0, where, CampaignFault.NO_SCRIPT.with(step.script(), sorted(scripts))));
    }
    if (step.channel() == Channel.SMS) {
      text(source, where, step.script(), step.isNotice() ? Purpose.NOTICE : Purpose.STEP, problems);
    }
  }

  /// Refuses a reminder template for a notice and the reverse: contact limits hold back reminders but not notices.
  private void text(String source, String where, String name, Purpose purpose, List<Problem> problems) {
    if (!texts.get(purpose).contains(name)) {
      problems.add(
          new Problem(
              source, 0, where, CampaignFault.NO_TEMPLATE.with(name, key(purpose), sorted(texts.get(purpose)))));
    }
  }

  private static String key(Enum<?> constant) {
    return constant.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /// Refuses a step by a channel that this installation does not have, because such a step could only wait in vain.
  public void refuseMissingChannels(Definition definition) {
    for (Channel channel : Channel.values()) {
      if (definition.uses(channel) && !channels.contains(channel)) {
        throw BadInput.of(definition.name(), CampaignFault.NO_CHANNEL.with(channel));
      }
    }
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }
}
