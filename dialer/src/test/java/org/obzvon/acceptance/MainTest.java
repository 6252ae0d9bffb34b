package org.obzvon.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.obzvon.Main;
import org.obzvon.app.Commands;

@Tag("slow")
class MainTest {

  @Test
  void an_error_ends_the_process_as_a_fault_does_and_does_not_leave_it_to_its_other_threads() {
    assertThat(
        Main.exitCode(
            () -> {
              throw new NoSuchMethodError("half a program");
            }))
        .isEqualTo(Commands.FAULT);
    assertThat(Main.exitCode(() -> Commands.BAD_INPUT)).isEqualTo(Commands.BAD_INPUT);
  }
}
