package org.obzvon.console.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.obzvon.document.SafeText;
import org.obzvon.sms.NoticeProofs;
import org.obzvon.sms.NoticeProofs.Message;
import org.obzvon.sms.NoticeProofs.Notice;
import org.obzvon.sms.NoticeProofs.Receipt;
import org.obzvon.sms.NoticeProofs.Sent;
import org.obzvon.sms.NoticeProofs.Which;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// The command `notices list|export`: shows the notices that the law requires, with their receipts.
@Command(name = "notices", description = "Notices that the law requires, and the proof that they were given.")
public final class NoticesCommand {
  private static final int MOST_LISTED = 1_000;

  private final Supplier<NoticeProofs> notices;
  private final BiFunction<Which, Path, Integer> export;

  @Spec
  private CommandSpec spec;

  /// @param export writes the chosen notices to a file and returns their number
  public NoticesCommand(Supplier<NoticeProofs> notices, BiFunction<Which, Path, Integer> export) {
    this.notices = notices;
    this.export = export;
  }

  /// The options that choose notices.
  static final class Choice {
    @Option(names = "--campaign", paramLabel = "NAME", description = "Only those of one campaign.")
    private String campaign;

    @Option(names = "--undelivered",
        description = "Only those of which no delivery is known: they have to go another way.")
    private boolean undelivered;

    Which which() {
      return new Which(Optional.ofNullable(campaign), Optional.empty(), undelivered);
    }
  }

  @Command(name = "list", description = "Notices in the order in which they fell due, with what became of them.")
  void list(@Mixin Choice choice) {
    List<Notice> found = notices.get().page(choice.which(), Optional.empty(), MOST_LISTED);
    found.forEach(notice -> line(words(notice)));
    long delivered = found.stream().filter(Notice::isDelivered).count();
    line(found.size() + " notices, " + delivered + " delivered");
    if (found.size() == MOST_LISTED) {
      line("(only the first " + MOST_LISTED + " are listed; 'dialer notices export FILE' writes all)");
    }
  }

  @Command(name = "export", description = "All of them as CSV, with text, gateway ids and receipts.")
  void export(
      @Parameters(paramLabel = "FILE", description = "What to write.") Path file, @Mixin Choice choice) {
    Writable.refuseUnwritable("FILE", file);
    line(export.apply(choice.which(), file) + " notices are in " + file);
  }

  static String words(Notice notice) {
    var about = notice.about();
    return about.account() + "  restriction on " + about.restriction() + "  " + about.template() + "  "
        + notice.sent().map(NoticesCommand::words)
            .orElseGet(() -> notice.standing().state() + notice.standing().why().map(why -> ": " + why).orElse(""))
        + "  (" + about.campaign() + ", " + about.arm() + ")";
  }

  private static String words(Sent sent) {
    String receipt = sent.message().map(Message::receipts).filter(all -> !all.isEmpty()).map(List::getLast)
        .map(NoticesCommand::words).orElse("no receipt");
    return "sent " + sent.at() + " to " + sent.phone() + ", " + sent.outcome().orElse("not known yet") + ", " + receipt;
  }

  private static String words(Receipt receipt) {
    return "receipt " + receipt.remoteId() + " " + receipt.fate() + " told " + receipt.toldAt();
  }

  private void line(String text) {
    spec.commandLine().getOut().println(SafeText.terminal(text));
    spec.commandLine().getOut().flush();
  }
}
