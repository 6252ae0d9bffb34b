package org.obzvon.comparison.jte;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.ReportWriter;
import org.obzvon.comparison.ReportWords;

/// Writes the report as a page that can be mailed: one file, no script, nothing to load; its content security policy
/// forbids both. The templates are in `src/main/jte-comparison`.
public final class HtmlReport implements ReportWriter {
  private static final String STYLE = "/comparison/report.css";

  private final ReportWords words;

  public HtmlReport(ReportWords words) {
    this.words = words;
  }

  @Override
  public void write(Report report, Writer to) {
    StringOutput page = new StringOutput();
    JtereportGenerated.render(new OwaspHtmlTemplateOutput(page), null, ReportPage.of(report, words), style());
    try {
      to.write(page.toString());
      to.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns the content of the page as HTML, for a page that has a head and a style of its own. Every text in it is
  /// escaped.
  public String content(Report report) {
    StringOutput content = new StringOutput();
    JtecontentGenerated.render(new OwaspHtmlTemplateOutput(content), null, ReportPage.of(report, words));
    return content.toString();
  }

  private static String style() {
    try (InputStream style = HtmlReport.class.getResourceAsStream(STYLE)) {
      return new String(style.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
