package org.obzvon.console.cli;

import java.io.Console;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.obzvon.register.Progress;

/// Shows a long import as a bar on the error stream of a terminal; anywhere else it shows nothing.
final class TerminalProgress implements Progress, AutoCloseable {
  private final boolean shown;
  private ProgressBar bar;

  TerminalProgress() {
    Console console = System.console();
    this.shown = console != null && console.isTerminal();
  }

  @Override
  public void stage(String name, long expected) {
    finish();
    if (shown) {
      bar = new ProgressBarBuilder()
          .setTaskName(name)
          .setInitialMax(expected)
          .setStyle(ProgressBarStyle.ASCII)
          .setUpdateIntervalMillis(200)
          .build();
    }
  }

  @Override
  public void advance(long by) {
    if (bar != null) {
      bar.stepBy(by);
    }
  }

  @Override
  public void close() {
    finish();
  }

  /// Ends the bar, so that the next line of output stands below it.
  void finish() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
