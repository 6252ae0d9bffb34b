package org.obzvon.console;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.obzvon.campaign.Definition;
import org.obzvon.contact.Channel;
import org.obzvon.document.BadInput;
import org.obzvon.document.Problem;

/// Campaign files held against what this installation has: policies, scripts, channels. Needs no database.
///
/// @param reader reads a file and checks it in itself
/// @param profiles ids of the contact policies
/// @param scripts names of the IVR scripts
/// @param texts names of the message templates that a step may send here
/// @param channels by what this installation can contact
public record CampaignFiles(
    Reader reader, Set<String> profiles, Set<String> scripts, Set<String> texts,
    Set<Channel> channels) {

  public interface Reader {
    Definition read(Path file);

    /// @param source what the text is called in messages
    Definition read(String source, String text);
  }

  /// @throws BadInput with everything that is wrong
  public Definition read(Path file) {
    return checked(file.toString(), reader.read(file));
  }

  /// @throws BadInput with everything that is wrong
  public Definition read(String source, String text) {
    return checked(source, reader.read(source, text));
  }

  private Definition checked(String source, Definition definition) {
    List<Problem> problems = new ArrayList<>();
    if (!profiles.contains(definition.rules().profile())) {
      problems.add(
          new Problem(source, 0, "policy", "there is no profile '" + definition.rules().profile()
              + "'; known: " + sorted(profiles)));
    }
    for (var step : definition.ladder()) {
      String where = "ladder[" + step.number() + "]";
      if (step.channel() == Channel.ROBOT && !scripts.contains(step.script())) {
        problems.add(
            new Problem(source, 0, where + ".script", "there is no script '" + step.script()
                + "' in every language; known: " + sorted(scripts)));
      }
      if (step.channel() == Channel.SMS && !texts.contains(step.script())) {
        problems.add(
            new Problem(source, 0, where + ".script", "there is no message template '" + step.script()
                + "' that a step can send here; known: " + sorted(texts)
                + ". Templates that name {office_phone} need ivr: office-phone"));
      }
    }
    if (!problems.isEmpty()) {
      throw new BadInput(problems);
    }
    return definition;
  }

  /// Refuses what could only wait in vain: a step by a channel that this installation does not have.
  public void refuseMissingChannels(Definition definition) {
    for (Channel channel : Channel.values()) {
      if (definition.uses(channel) && !channels.contains(channel)) {
        throw BadInput.of(
            definition.name(), "has steps by " + channel + ", and nothing here serves that channel; add an exchange"
                + " or a gateway to the configuration, or take the steps out");
      }
    }
  }

  private static String sorted(Set<String> names) {
    return String.join(", ", names.stream().sorted().toList());
  }
}
