package org.obzvon.config;

import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.obzvon.call.Scripts;
import org.obzvon.call.yaml.YamlScripts;
import org.obzvon.campaign.Definition;
import org.obzvon.campaign.yaml.YamlDefinition;
import org.obzvon.commands.CampaignFileCheck;
import org.obzvon.contact.Channel;
import org.obzvon.desk.SpeechModules;
import org.obzvon.desk.yaml.YamlSpeechModules;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.policy.Profile;
import org.obzvon.policy.Profiles;
import org.obzvon.policy.jollyday.JollydayHolidays;
import org.obzvon.policy.yaml.YamlProfiles;
import org.obzvon.schedule.StepWarnings;
import org.obzvon.sms.Purpose;

/// The items that campaigns may name, and what operators say: contact policies, IVR scripts, message templates and the
/// operators' texts, all read and checked.
public record InstalledContent(Profiles profiles, Scripts scripts, InstalledTemplates texts, SpeechModules modules) {

  public static InstalledContent load(Settings settings) {
    YamlScripts reader = new YamlScripts();
    InstalledTemplates texts = InstalledTemplates.load(settings);
    return new InstalledContent(
        YamlProfiles.load(settings.reach().policies(), new JollydayHolidays()),
        settings.conversation().scripts().map(reader::folder).orElseGet(reader::shipped)
            .sending(texts.sendable().get(Purpose.STEP)),
        texts,
        YamlSpeechModules.load(settings.conversation().scripts()));
  }

  public CampaignFileCheck files(Set<Channel> channels) {
    return new CampaignFileCheck(
        new CampaignReader(),
        profiles.all().stream().filter(profile -> profile.notices().isEmpty()).map(Profile::id)
            .collect(Collectors.toSet()),
        profiles.all().stream().filter(profile -> profile.notices().isPresent()).map(Profile::id)
            .collect(Collectors.toSet()),
        Set.copyOf(scripts.names()),
        texts.sendable(),
        channels,
        new StepWarnings(profiles));
  }

  private static final class CampaignReader implements CampaignFileCheck.Reader {
    @Override
    public Definition read(Path file) {
      return YamlDefinition.read(YamlNode.read(file));
    }

    @Override
    public Definition read(String source, String text) {
      return YamlDefinition.read(YamlNode.parse(source, text));
    }
  }
}
