package org.obzvon.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class ScriptPictureTest {

  @Test
  void words_of_the_author_are_text_and_never_markup() throws Exception {
    Script script = TestScripts.edited("title: \"Payment reminder, service is on\"",
        "title: \"<script>alert('x')</script> & more\"");
    Document svg = parsed(ScriptPicture.svg(script));
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    assertThat(svg.getDocumentElement().getTextContent()).contains("<script>alert('x')</script> & more");
  }

  @Test
  void a_way_back_is_drawn_too_and_does_not_keep_the_drawing_from_ending() throws Exception {
    Script script = TestScripts.edited("    no: why\n", "    no: when\n");
    String svg = ScriptPicture.svg(script);
    assertThat(svg).contains("stroke-dasharray");
    int edges = script.steps().values().stream()
        .mapToInt(step -> (int) step.edges().stream().map(Step.Edge::to).distinct().count()).sum();
    assertThat(parsed(svg).getElementsByTagName("path").getLength()).isEqualTo(edges + 1);
  }

  private static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
  }
}
