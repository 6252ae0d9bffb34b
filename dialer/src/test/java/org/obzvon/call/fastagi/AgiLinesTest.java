package org.obzvon.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.obzvon.document.SafeText;

class AgiLinesTest {

  @Property
  void an_argument_stays_one_argument_on_one_line(@ForAll String argument) {
    String quoted = SafeText.agiArgument(argument);
    assertThat(quoted).startsWith("\"").endsWith("\"").doesNotContain("\r", "\n", "\u0000");
    String inside = quoted.substring(1, quoted.length() - 1);
    assertThat(inside.replace("\\\\", "").replace("\\\"", "")).doesNotContain("\"", "\\");
  }

  @Test
  void a_log_line_holds_no_control_characters_and_is_short() {
    assertThat(SafeText.marked("a\u001b[31m\r\nb" + "c".repeat(500), AgiConnection.LONGEST_QUOTED))
        .hasSize(81).startsWith("a?[31m??b");
  }

  @Test
  void replies_are_read_and_garbage_is_not() {
    assertThat(AgiReply.parse("200 result=49 endpos=8000"))
        .contains(new AgiReply(200, 49, OptionalLong.of(8000)));
    assertThat(AgiReply.parse("200 result=-1")).contains(new AgiReply(200, -1, OptionalLong.empty()));
    assertThat(AgiReply.parse("511 Command Not Permitted on a dead channel").map(AgiReply::code)).contains(511);
    assertThat(AgiReply.parse("200")).isEmpty();
    assertThat(AgiReply.parse("200 result=99999999999999")).isEmpty();
    assertThat(AgiReply.parse("hello")).isEmpty();
    assertThat(new AgiReply(200, 'A', OptionalLong.empty()).key()).isEqualTo(Optional.empty());
    assertThat(new AgiReply(200, '#', OptionalLong.empty()).key()).contains('#');
  }
}
