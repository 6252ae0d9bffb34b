package org.obzvon;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.obzvon.register.Language;
import org.obzvon.sms.Links;
import org.obzvon.sms.Purpose;
import org.obzvon.sms.TemplateCheck;
import org.obzvon.sms.Templates;
import org.obzvon.sms.Variable;
import org.obzvon.sms.Wording;
import org.obzvon.sms.Wording.Sender;
import org.obzvon.sms.icu.IcuMessageFormat;
import org.obzvon.sms.yaml.YamlTemplates;

/// The message templates of this installation with what they are filled from.
record Texts(Templates templates, Map<Language, Sender> senders, Links links) {
  /// Stands in for a phone that the settings do not name while templates are measured.
  private static final String PHONE = "+7 495 000-00-00";

  /// @throws org.obzvon.document.BadInput with everything that is wrong with any template
  static Texts load(Settings settings) {
    YamlTemplates reader = new YamlTemplates(new IcuMessageFormat());
    return checked(settings, settings.texting().templates().map(reader::folder).orElseGet(reader::shipped));
  }

  static Texts load(Settings settings, Path folder) {
    return checked(settings, new YamlTemplates(new IcuMessageFormat()).folder(folder));
  }

  private static Texts checked(Settings settings, Templates templates) {
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
    Links links = settings.texting().links();
    IcuMessageFormat format = new IcuMessageFormat();
    Wording sampled = new Wording(templates, format, samples, links, InstantSource.system());
    new TemplateCheck(sampled, format, links).all();
    return new Texts(templates, senders, links);
  }

  Wording wording(InstantSource clock) {
    return new Wording(templates, new IcuMessageFormat(), senders, links, clock);
  }

  /// What a campaign may name on each occasion: without an office phone no text that gives it.
  Map<Purpose, Set<String>> sendable() {
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
            name ->
                phone
                    || templates.all().stream()
                        .filter(template -> template.heading().name().equals(name))
                        .noneMatch(template -> template.variables().contains(Variable.OFFICE_PHONE)))
        .collect(Collectors.toSet());
  }
}
