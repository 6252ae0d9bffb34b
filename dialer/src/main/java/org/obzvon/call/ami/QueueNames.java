package org.obzvon.call.ami;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.obzvon.register.Language;

/// The queues of `queues_obzvon.conf`, one for the debtors of each language. Every operator is a member of all of them.
final class QueueNames {
  private static final Set<String> OURS = Arrays.stream(Language.values()).map(QueueNames::of)
      .collect(Collectors.toSet());

  private QueueNames() {}

  static String of(Language language) {
    return "obzvon-" + language.tag();
  }

  static boolean isOurs(String queue) {
    return queue != null && OURS.contains(queue);
  }
}
