package org.obzvon.campaign.yaml;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.obzvon.campaign.CampaignFault;
import org.obzvon.campaign.Segment;
import org.obzvon.document.yaml.YamlNode;
import org.obzvon.register.ServiceState;

/// Reads one segment of a campaign file.
final class YamlSegment {
  private static final Pattern DAYS = Pattern.compile("(\\d{1,4})\\s*(?:\\.\\.|-)\\s*(\\d{1,4})");

  private YamlSegment() {}

  static Segment read(YamlNode node) {
    node.only(
        "name", "service-state", "arrears-at-least", "arrears-below", "debt-days", "legal-entity", "districts",
        "tags", "without-tags");
    return new Segment(
        node.get("name").text(),
        new Segment.Debtors(
            node.find("service-state").map(state -> state.oneOf(ServiceState.class)),
            node.find("arrears-at-least").map(YamlNode::decimal).orElse(BigDecimal.ZERO),
            node.find("arrears-below").map(YamlNode::decimal),
            node.find("debt-days").map(YamlSegment::days)),
        new Segment.Subscribers(
            node.find("legal-entity").map(YamlNode::flag),
            words(node, "districts"),
            words(node, "tags"),
            words(node, "without-tags")));
  }

  private static Segment.Days days(YamlNode node) {
    Matcher matcher = DAYS.matcher(node.text());
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > Integer.parseInt(matcher.group(2))) {
      throw node.bad(CampaignFault.DAYS.with());
    }
    return new Segment.Days(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  private static Set<String> words(YamlNode node, String key) {
    return node.find(key).map(list -> Set.copyOf(new HashSet<>(list.each(YamlNode::text)))).orElse(Set.of());
  }
}
