package org.obzvon.sms;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The hosts that a text may link to. Links to other hosts are refused: a debtor must not learn to follow links of
/// strangers.
///
/// @param hosts allowed hosts, `pay.example.md`; a subdomain of one of them is another host
public record AllowedLinkHosts(Set<String> hosts) {
  private static final Pattern LINK = Pattern.compile(
      "(?:https?://)([^\\s/:?#]+)|(?<![\\p{L}\\d@.-])((?:[\\p{L}\\d-]+\\.)+(?:[a-z]{2,24}|рф|бел|укр|рус|срб|мкд|қаз))(?![\\p{L}\\d])",
      Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  public AllowedLinkHosts {
    hosts = Set.copyOf(hosts);
  }

  /// The hosts in a text that are not allowed.
  List<String> strange(String text) {
    return LINK.matcher(text).results().map(AllowedLinkHosts::host).filter(host -> !hosts.contains(host)).distinct()
        .toList();
  }

  private static String host(MatchResult found) {
    String host = found.group(1) == null ? found.group(2) : found.group(1);
    return host.toLowerCase(Locale.ROOT);
  }
}
