package org.obzvon.campaign.yaml;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.obzvon.campaign.Arm;
import org.obzvon.campaign.CampaignFault;
import org.obzvon.campaign.Definition;
import org.obzvon.campaign.Experiment;
import org.obzvon.campaign.LadderStep;
import org.obzvon.campaign.Segment;
import org.obzvon.contact.Channel;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.register.Phone;

/// Reads a campaign file.
public final class YamlDefinition {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern SCRIPT = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private YamlDefinition() {}

  /// @throws org.obzvon.document.BadInput with every line that is wrong
  public static Definition read(YamlNode root) {
    root.only(
        "name", "experiment", "segments", "ladder", "policy", "notice-policy", "calendar", "dialling", "retry", "goals",
        "events", "turns");
    Experiment experiment = experiment(root.get("experiment"));
    List<Segment> segments = unique(root.get("segments"), YamlSegment::read, Segment::name);
    Set<String> segmentNames = segments.stream().map(Segment::name).collect(Collectors.toSet());
    List<LadderStep> ladder = ladder(root.get("ladder"), experiment, segmentNames);
    return new Definition(
        name(root.get("name")),
        experiment,
        segments,
        ladder,
        new Definition.Rules(
            profiles(root, ladder),
            calendar(root.get("calendar")),
            dialling(root.get("dialling")),
            YamlRetry.read(root.get("retry")),
            root.find("events").map(YamlEvents::read).orElse(Map.of()),
            root.find("turns").map(YamlDefinition::turns).orElse(Definition.Turns.USUAL)),
        goals(root.get("goals")));
  }

  private static Definition.Profiles profiles(YamlNode root, List<LadderStep> ladder) {
    boolean notices = ladder.stream().anyMatch(LadderStep::isNotice);
    return new Definition.Profiles(
        script(root.get("policy")),
        notices ? Optional.of(script(root.get("notice-policy")))
            : root.find("notice-policy").map(YamlDefinition::script));
  }

  private static String name(YamlNode node) {
    String name = node.text();
    if (!NAME.matcher(name).matches()) {
      throw node.bad(CampaignFault.NAME.with(name));
    }
    return name;
  }

  static String script(YamlNode node) {
    String script = node.text();
    if (!SCRIPT.matcher(script).matches()) {
      throw node.bad(CampaignFault.SCRIPT_NAME.with());
    }
    return script;
  }

  private static Experiment experiment(YamlNode node) {
    node.only("name", "seed", "arms");
    List<Arm> arms = new ArrayList<>();
    for (var entry : node.get("arms").children().entrySet()) {
      int weight = entry.getValue().integer(0, 10_000);
      try {
        arms.add(new Arm(entry.getKey(), weight));
      } catch (IllegalArgumentException _) {
        throw entry.getValue().bad(CampaignFault.ARM_NAME.with());
      }
    }
    if (arms.stream().mapToInt(Arm::weight).sum() == 0) {
      throw node.get("arms").bad(CampaignFault.NO_WEIGHT.with());
    }
    return new Experiment(name(node.get("name")), node.get("seed").text(), arms);
  }

  private static List<LadderStep> ladder(YamlNode node, Experiment experiment, Set<String> segments) {
    Set<String> arms = experiment.arms().stream().map(Arm::name).collect(Collectors.toSet());
    List<YamlNode> items = node.items();
    List<LadderStep> ladder = new ArrayList<>();
    YamlNode.gather(items, item -> ladder.add(step(item, ladder.size(), arms, segments)));
    if (ladder.isEmpty() && experiment.arms().stream().anyMatch(arm -> !arm.isHoldOut())) {
      throw node.bad(CampaignFault.NO_STEP.with());
    }
    return ladder;
  }

  private static LadderStep step(YamlNode node, int number, Set<String> arms, Set<String> segments) {
    node.only("from", "day", "at", "expires-after", "arms", "notice", "segments", "channel", "script");
    LadderStep.Audience audience = audience(node, arms);
    Channel channel = node.get("channel").oneOf(Channel.class);
    if (audience instanceof LadderStep.Audience.Everybody && channel != Channel.SMS) {
      throw node.get("channel").bad(CampaignFault.NOTICE_CHANNEL.with());
    }
    var offset = new LadderStep.Offset(
        node.get("from").oneOf(LadderStep.Anchor.class),
        node.get("day").integer(-365, 365),
        node.find("at").map(YamlNode::time).orElse(LocalTime.of(9, 0)),
        node.find("expires-after").map(at -> within(at, Duration.ofHours(1), Duration.ofDays(30)))
            .orElse(Duration.ofDays(2)));
    return new LadderStep(
        number,
        offset,
        new LadderStep.Whom(
            audience, node.find("segments").map(list -> names(list, segments, CampaignFault.NO_SUCH_SEGMENT))
                .orElse(Set.of())),
        channel,
        script(node.get("script")));
  }

  private static LadderStep.Audience audience(YamlNode node, Set<String> arms) {
    if (node.find("notice").map(YamlNode::flag).orElse(false)) {
      node.find("arms").ifPresent(given -> {
        throw given.bad(CampaignFault.NOTICE_ARMS.with());
      });
      return new LadderStep.Audience.Everybody();
    }
    Set<String> named = names(node.get("arms"), arms, CampaignFault.NO_SUCH_ARM);
    if (named.contains(Arm.HOLD_OUT)) {
      throw node.get("arms").bad(CampaignFault.HOLD_OUT.with());
    }
    return new LadderStep.Audience.OfArms(named);
  }

  private static Set<String> names(YamlNode node, Set<String> known, CampaignFault otherwise) {
    return Set.copyOf(
        new HashSet<>(
            node.each(
                item -> {
                  if (!known.contains(item.text())) {
                    throw item.bad(otherwise.with(String.join(", ", known.stream().sorted().toList())));
                  }
                  return item.text();
                })));
  }

  private static Definition.Calendar calendar(YamlNode node) {
    node.only("from", "until", "holidays");
    LocalDate from = node.get("from").date();
    LocalDate until = node.get("until").date();
    if (until.isBefore(from)) {
      throw node.get("until").bad(CampaignFault.ENDS_BEFORE_BEGIN.with());
    }
    List<LocalDate> rest = node.find("holidays").map(list -> list.each(YamlNode::date)).orElse(List.of());
    return new Definition.Calendar(from, until, new HashSet<>(rest));
  }

  private static Definition.Dialling dialling(YamlNode node) {
    node.only("caller-id", "ring", "lines", "detect-machine");
    YamlNode callerId = node.get("caller-id");
    try {
      return new Definition.Dialling(
          new Phone(callerId.text()).e164(),
          node.find("ring").map(ring -> within(ring, Duration.ofSeconds(5), Duration.ofMinutes(2)))
              .orElse(Duration.ofSeconds(30)),
          node.get("lines").integer(1, 10_000),
          node.find("detect-machine").map(YamlNode::flag).orElse(false));
    } catch (IllegalArgumentException _) {
      throw callerId.bad(CampaignFault.CALLER_ID.with());
    }
  }

  private static Definition.Turns turns(YamlNode node) {
    node.only("priority", "weight");
    return new Definition.Turns(
        node.find("priority").map(given -> given.oneOf(Definition.Priority.class)).orElse(Definition.Priority.USUAL),
        node.find("weight").map(given -> given.integer(1, Definition.Turns.MOST_WEIGHT)).orElse(1));
  }

  private static Definition.Goals goals(YamlNode node) {
    node.only("window", "payer", "reached", "promised", "paid", "effect", "cost");
    return new Definition.Goals(
        (int) within(node.get("window"), Duration.ofDays(1), Duration.ofDays(365)).toDays(),
        node.find("reached").map(YamlDefinition::share),
        node.find("promised").map(YamlDefinition::share),
        node.find("paid").map(YamlDefinition::share),
        node.find("effect").map(YamlDefinition::effect),
        node.find("cost").map(YamlDefinition::cost),
        node.find("payer").map(YamlDefinition::payer));
  }

  /// Reads the payer's share, of which the store keeps four digits.
  private static BigDecimal payer(YamlNode node) {
    BigDecimal payer = share(node);
    if (payer.stripTrailingZeros().scale() > 4) {
      throw node.bad(CampaignFault.PAYER_DIGITS.with());
    }
    return payer;
  }

  private static BigDecimal cost(YamlNode node) {
    BigDecimal cost = node.decimal();
    if (cost.signum() < 0) {
      throw node.bad(CampaignFault.BELOW_ZERO.with());
    }
    return cost;
  }

  private static BigDecimal share(YamlNode node) {
    BigDecimal share = node.decimal();
    if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
      throw node.bad(CampaignFault.SHARE.with());
    }
    return share;
  }

  private static BigDecimal effect(YamlNode node) {
    BigDecimal effect = share(node);
    if (effect.signum() == 0) {
      throw node.bad(CampaignFault.EFFECT.with());
    }
    return effect;
  }

  static Duration within(YamlNode node, Duration least, Duration most) {
    Duration value = node.duration();
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw node.bad(CampaignFault.SPAN.with(words(least), words(most), node.text()));
    }
    return value;
  }

  private static String words(Duration duration) {
    if (duration.toDays() > 0) {
      return duration.toDays() + "d";
    }
    return duration.toHours() > 0 ? duration.toHours() + "h"
        : duration.toMinutes() > 0 ? duration.toMinutes() + "m"
            : duration.toSeconds() + "s";
  }

  private static <T> List<T> unique(
      YamlNode list, java.util.function.Function<YamlNode, T> reader, java.util.function.Function<T, String> name) {
    Set<String> seen = new HashSet<>();
    return list.each(
        item -> {
          T value = reader.apply(item);
          if (!seen.add(name.apply(value))) {
            throw item.bad(CampaignFault.TWICE.with(name.apply(value)));
          }
          return value;
        });
  }
}
