package org.obzvon.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssignmentHashTest {

  @ParameterizedTest
  @CsvSource({
    "'',a,1,0.22", "'',b,1,0.077", "b,a,1,0.946", "ef,d,1,0.652", "'',123,1,0.011",
    "seed,a,2,0.0505", "seed,b,2,0.2696", "foo,ab,2,0.2575", "foo,def,2,0.2019",
    "90850943850283058242805,123,2,0.7516"
  })
  void a_bucket_is_what_the_published_vectors_say(String seed, String value, int version, double expected) {
    double bucket = version == 1 ? AssignmentHash.version1(seed, value) : AssignmentHash.of(seed, value);
    assertThat(bucket).isEqualTo(expected);
  }

  @Property
  void a_household_draws_the_same_arm_for_ever(@ForAll String household, @ForAll String seed) {
    Experiment experiment = new Experiment("e", seed, List.of(new Arm("ROBOT", 1), new Arm("HOLD_OUT", 2)));
    assertThat(experiment.draw(household)).isEqualTo(experiment.draw(household));
  }

  @Property(tries = 20)
  void shares_follow_the_weights(@ForAll long seed) {
    Experiment experiment = new Experiment("e", Long.toString(seed),
        List.of(new Arm("ROBOT", 50), new Arm("SMS", 30), new Arm("HOLD_OUT", 20)));
    Map<String, Long> counts = IntStream.range(0, 10_000)
        .mapToObj(i -> experiment.draw("household-" + i).arm())
        .collect(Collectors.groupingBy(arm -> arm, Collectors.counting()));
    // Six standard deviations of a binomial share at n = 10,000 are below 0.03.
    assertThat(counts.get("ROBOT") / 10_000.0).isBetween(0.47, 0.53);
    assertThat(counts.get("SMS") / 10_000.0).isBetween(0.27, 0.33);
    assertThat(counts.get("HOLD_OUT") / 10_000.0).isBetween(0.17, 0.23);
  }

  @Property
  void an_arm_of_weight_zero_is_never_drawn(@ForAll String household) {
    Experiment experiment = new Experiment("e", "s",
        List.of(new Arm("SMS", 0), new Arm("ROBOT", 3), new Arm("OPERATOR", 0)));
    assertThat(experiment.draw(household).arm()).isEqualTo("ROBOT");
  }
}
