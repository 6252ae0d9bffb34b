package org.obzvon.comparison.jte;

import java.util.List;
import org.obzvon.comparison.CampaignAccounts;
import org.obzvon.comparison.ReportWords;

/// A chart of how far the accounts of each arm came, side by side; a bar is the share of all that were assigned.
record FunnelChart(String title, List<CampaignAccounts.Funnel> funnels) {
  private static final int LEFT = 110;
  private static final int TOP = 30;
  private static final int ROW = 34;
  private static final int BAR = 9;
  private static final String[] STEPS = {
    "assigned", "attempted", "answered", "reached", "promised", "kept", "paid"
  };

  String draw(ReportWords words) {
    Drawing drawing = new Drawing(TOP + STEPS.length * ROW + 6, title);
    double column = (Drawing.WIDTH - LEFT) / (double) Math.max(1, funnels.size());
    for (int step = 0; step < STEPS.length; step++) {
      drawing.text(LEFT - 12, TOP + step * ROW + 14.0, Drawing.Anchor.END, words.say("step." + STEPS[step]));
    }
    for (int arm = 0; arm < funnels.size(); arm++) {
      double x = LEFT + arm * column;
      drawing.text(x, 14, Drawing.Anchor.START, words.arm(funnels.get(arm).arm()).toUpperCase(words.locale()));
      bars(drawing, funnels.get(arm).steps(), new double[]{x, column - 14}, words);
    }
    return drawing.toString();
  }

  private static void bars(Drawing drawing, CampaignAccounts.Steps steps, double[] place, ReportWords words) {
    int[] counts = {
      steps.assigned(), steps.attempted(), steps.answered(), steps.reached(), steps.promised(), steps.kept(),
      steps.paid()
    };
    for (int step = 0; step < counts.length; step++) {
      double y = TOP + step * ROW;
      double share = steps.assigned() == 0 ? 0 : (double) counts[step] / steps.assigned();
      drawing.rect(place[0], y + 19, place[1], BAR, "empty");
      drawing.rect(place[0], y + 19, place[1] * share, BAR, step == counts.length - 1 ? "bar paid" : "bar");
      drawing.text(place[0], y + 14, Drawing.Anchor.START,
          words.count(counts[step]) + (step == 0 ? "" : " · " + words.hundredths(share) + " %"));
    }
  }
}
