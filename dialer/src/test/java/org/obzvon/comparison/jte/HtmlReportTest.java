package org.obzvon.comparison.jte;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.obzvon.comparison.AccountFile;
import org.obzvon.comparison.ComparisonQuestion;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.ReportWords;
import org.obzvon.comparison.csv.CsvAccountFile;
import org.obzvon.comparison.csv.CsvReport;
import org.obzvon.document.SafeText;
import org.obzvon.register.Language;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
  private static final Path ACCOUNTS = Path.of("src/test/resources/comparison/accounts.csv");

  @ParameterizedTest
  @EnumSource(Language.class)
  void the_page_loads_nothing_runs_nothing_and_names_every_picture(Language language) throws Exception {
    String page = page(language);
    assertThat(page).startsWith("<!DOCTYPE html>").contains("<html lang=\"" + language.tag() + "\">");
    assertThat(page).doesNotContain("<script").doesNotContain("http:").doesNotContain("https:").doesNotContain("url(");
    assertThat(page).contains("default-src 'none'").doesNotContain("NaN").doesNotContain("Infinity");
    assertThat(page).doesNotContainPattern("\\{\\d}");
    assertThat(page.split("<svg ", -1)).hasSizeGreaterThan(6);
    for (String svg : page.split("(?=<svg )")) {
      if (svg.startsWith("<svg ")) {
        NodeList titles = parsed(svg.substring(0, svg.indexOf("</svg>") + 6)).getElementsByTagName("title");
        assertThat(titles.item(0).getTextContent()).isNotBlank();
      }
    }
  }

  @Test
  void a_name_from_a_file_is_text_and_never_markup() {
    assertThat(SafeText.html("<b onclick='x'>&\u202e")).isEqualTo("&lt;b onclick=&#39;x&#39;&gt;&amp;?");
  }

  @Test
  void the_table_of_numbers_has_a_row_for_each_value() {
    StringWriter out = new StringWriter();
    new CsvReport().write(report(), out);
    assertThat(out.toString().lines().findFirst()).contains("arm,baseline,measure,value,low,high");
    assertThat(out.toString()).contains("\nROBOT,HOLD_OUT,difference,0.2220");
    assertThat(out.toString()).doesNotContain("NaN");
  }

  private static org.w3c.dom.Document parsed(String svg) throws Exception {
    DocumentBuilder builder = DocumentBuilderFactory.newInstance().newDocumentBuilder();
    return builder.parse(new InputSource(new StringReader(svg)));
  }

  static String page(Language language) {
    StringWriter out = new StringWriter();
    new HtmlReport(ReportWords.in(language)).write(report(), out);
    return out.toString();
  }

  private static Report report() {
    AccountFile.Reading reading = new CsvAccountFile().read(ACCOUNTS, Optional.of("prior"));
    ComparisonQuestion question = new ComparisonQuestion("HOLD_OUT", 30, Map.of(), 1000);
    return Report.ofFile(reading.table(), new Report.Asked(question, OptionalDouble.empty()), List.of());
  }
}
