package org.obzvon.comparison;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The intended division of households between arms, written `SMS=25,ROBOT=50,HOLD_OUT=25`.
public final class Split {
  private Split() {}

  /// Reads the split as an experiment logs it. An arm of weight zero has no households and is left out.
  static Optional<Map<String, Double>> ofExperiment(String text) {
    return parse(text.replaceAll("(^|,)[^,=]+=0(?=,|$)", "").replaceAll("^,", ""));
  }

  /// Returns the weights above zero by arm; empty when the text is not a split.
  public static Optional<Map<String, Double>> parse(String text) {
    Map<String, Double> split = new LinkedHashMap<>();
    for (String part : text.split(",")) {
      int equals = part.lastIndexOf('=');
      String arm = equals < 0 ? "" : part.substring(0, equals).strip();
      double weight = equals < 0 ? Double.NaN : weight(part.substring(equals + 1).strip());
      if (arm.isEmpty() || !(weight > 0) || split.put(arm, weight) != null) {
        return Optional.empty();
      }
    }
    return Optional.of(split);
  }

  private static double weight(String text) {
    return text.matches("\\d{1,9}(\\.\\d{1,9})?") ? Double.parseDouble(text) : Double.NaN;
  }
}
