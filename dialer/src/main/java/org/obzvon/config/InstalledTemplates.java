package org.obzvon.config;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.obzvon.register.Language;
import org.obzvon.sms.AllowedLinkHosts;
import org.obzvon.sms.MessageWriter;
import org.obzvon.sms.MessageWriter.Sender;
import org.obzvon.sms.Purpose;
import org.obzvon.sms.TemplateCheck;
import org.obzvon.sms.TemplateVariable;
import org.obzvon.sms.Templates;
import org.obzvon.sms.icu.IcuMessageFormat;
import org.obzvon.sms.yaml.YamlTemplates;

/// The message templates of this installation and the values that fill them.
public record InstalledTemplates(Templates templates, Map<Language, Sender> senders, AllowedLinkHosts links) {
  /// Replaces a telephone that the settings do not give, while templates are measured.
  private static final String PHONE = "+7 495 000-00-00";

  /// @throws org.obzvon.document.BadInput with everything that is wrong with any template
  public static InstalledTemplates load(Settings settings) {
    YamlTemplates reader = new YamlTemplates(new IcuMessageFormat());
    return checked(settings, settings.texting().templates().map(reader::folder).orElseGet(reader::shipped));
  }

  public static InstalledTemplates load(Settings settings, Path folder) {
    return checked(settings, new YamlTemplates(new IcuMessageFormat()).folder(folder));
  }

  private static InstalledTemplates checked(Settings settings, Templates templates) {
    Map<Language, Sender> senders = new EnumMap<>(Language.class);
    Map<Language, Sender> samples = new EnumMap<>(Language.class);
    settings
        .conversation()
        .houses()
        .forEach(
            (language, house) -> {
              senders.put(language, new Sender(house.company(), house.officePhone()));
              samples.put(language, new Sender(house.company(), house.officePhone().or(() -> Optional.of(PHONE))));
            });
    AllowedLinkHosts links = settings.texting().links();
    IcuMessageFormat format = new IcuMessageFormat();
    MessageWriter sampled = new MessageWriter(templates, format, samples, links, InstantSource.system());
    new TemplateCheck(sampled, format, links).all();
    return new InstalledTemplates(templates, senders, links);
  }

  public MessageWriter wording(InstantSource clock) {
    return new MessageWriter(templates, new IcuMessageFormat(), senders, links, clock);
  }

  /// Returns the templates that a campaign may name on each occasion; without an office telephone, none that needs it.
  public Map<Purpose, Set<String>> sendable() {
    Map<Purpose, Set<String>> sendable = new EnumMap<>(Purpose.class);
    for (Purpose purpose : Purpose.values()) {
      sendable.put(purpose, sendable(purpose));
    }
    return sendable;
  }

  private Set<String> sendable(Purpose purpose) {
    boolean phone = senders.values().stream().allMatch(sender -> sender.officePhone().isPresent());
    return templates.names(purpose).stream()
        .filter(
            name -> phone
                || templates.all().stream()
                    .filter(template -> template.heading().name().equals(name))
                    .noneMatch(template -> template.variables().contains(TemplateVariable.OFFICE_PHONE)))
        .collect(Collectors.toSet());
  }
}
