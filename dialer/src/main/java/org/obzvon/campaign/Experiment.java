package org.obzvon.campaign;

import java.util.List;
import java.util.stream.Collectors;

/// The arms with weights and the seed that draws them. Campaigns of one experiment share the assignment.
public record Experiment(String name, String seed, List<Arm> arms) {
  public Experiment {
    arms = List.copyOf(arms);
    if (arms.stream().mapToInt(Arm::weight).sum() <= 0) {
      throw new IllegalArgumentException("at least one arm needs a weight above 0");
    }
  }

  /// Returns the arm at a bucket from 0 (inclusive) to 1 (exclusive); arms lie side by side in their order.
  public Arm at(double bucket) {
    double total = arms.stream().mapToInt(Arm::weight).sum();
    double edge = 0;
    for (Arm arm : arms) {
      edge += arm.weight() / total;
      if (bucket < edge) {
        return arm;
      }
    }
    return arms.stream().filter(arm -> arm.weight() > 0).reduce((first, last) -> last).orElseThrow();
  }

  /// Draws the arm of a household by its key. The result never changes.
  public Assignment draw(String householdKey) {
    double bucket = AssignmentHash.of(seed, householdKey);
    return new Assignment(at(bucket).name(), bucket);
  }

  /// Returns the weights as they are logged with each assignment, `ROBOT=40,HOLD_OUT=60`.
  public String weights() {
    return arms.stream().map(arm -> arm.name() + "=" + arm.weight()).collect(Collectors.joining(","));
  }

  public record Assignment(String arm, double bucket) {}
}
