package org.obzvon.comparison.html;

import java.io.Writer;
import org.obzvon.comparison.Report;
import org.obzvon.comparison.ReportFormat;
import org.obzvon.comparison.ReportWords;

public final class HtmlReport implements ReportFormat {
  public HtmlReport(ReportWords words) {}

  @Override
  public void write(Report report, Writer to) {}
}
