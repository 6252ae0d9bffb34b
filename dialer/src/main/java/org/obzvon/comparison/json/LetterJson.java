package org.obzvon.comparison.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.obzvon.comparison.CampaignStory;

/// What was written to debtors: `texts` by arm, and apart from them the `notices` that went to every arm alike.
final class LetterJson {
  private LetterJson() {}

  static void put(ObjectNode campaign, CampaignStory.Letters letters) {
    ArrayNode texts = campaign.putArray("texts");
    for (CampaignStory.Texts arm : letters.texts()) {
      CampaignStory.Fates fates = arm.fates();
      ObjectNode node = texts.addObject();
      node.put("arm", arm.arm());
      node.put("sent", fates.sent());
      node.put("delivered", fates.delivered());
      node.put("undeliverable", fates.undeliverable());
      node.put("failed", fates.failed());
      node.put("lost", fates.lost());
      node.put("open", fates.open());
      node.put("segments", arm.segments());
      arm.cost().ifPresentOrElse(cost -> node.put("cost", cost), () -> node.putNull("cost"));
    }
    ArrayNode notices = campaign.putArray("notices");
    for (CampaignStory.Notices arm : letters.notices()) {
      ObjectNode node = notices.addObject();
      node.put("arm", arm.arm());
      node.put("due", arm.due());
      node.put("sent", arm.sent());
      node.put("delivered", arm.delivered());
    }
  }
}
