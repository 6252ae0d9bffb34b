package org.obzvon.sms.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.obzvon.document.SafeText;
import org.obzvon.sms.NoticeProofs;
import org.obzvon.sms.NoticeProofs.Message;
import org.obzvon.sms.NoticeProofs.Notice;
import org.obzvon.sms.NoticeProofs.Receipt;
import org.obzvon.sms.NoticeProofs.Sent;
import org.obzvon.sms.NoticeProofs.Which;

/// Writes the proofs of notices as a CSV file, one row per notice. The file is written under another name and renamed
/// when it is complete. No spreadsheet can take a cell for a formula.
public final class CsvNoticeProofs {
  private static final String BOM = "\uFEFF";
  private static final int PAGE = 1_000;
  private static final int MOST_PAGES = 100_000;
  private static final List<String> HEADER = List.of(
      "campaign", "account", "arm", "restriction", "template", "due", "state", "why", "attempt", "phone", "sent at",
      "outcome", "gateway", "remote ids", "receipt", "receipt told at", "receipt received at", "text");

  private final NoticeProofs notices;

  public CsvNoticeProofs(NoticeProofs notices) {
    this.notices = notices;
  }

  /// Writes the notices. Returns how many were written.
  public int write(Which which, Path file) {
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    try {
      int written;
      try (CsvWriter rows = CsvWriter.builder().build(draft, StandardCharsets.UTF_8)) {
        List<String> header = new ArrayList<>(HEADER);
        header.set(0, BOM + header.getFirst());
        rows.writeRecord(header);
        written = pages(which, rows);
      }
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
      return written;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private int pages(Which which, CsvWriter rows) {
    int written = 0;
    Optional<UUID> after = Optional.empty();
    for (int page = 0; page < MOST_PAGES; page++) {
      List<Notice> found = notices.page(which, after, PAGE);
      found.forEach(notice -> rows.writeRecord(cells(notice)));
      written += found.size();
      if (found.size() < PAGE) {
        return written;
      }
      after = Optional.of(found.getLast().id());
    }
    return written;
  }

  private static List<String> cells(Notice notice) {
    var about = notice.about();
    Optional<Sent> sent = notice.sent();
    Optional<Message> message = sent.flatMap(Sent::message);
    List<Receipt> receipts = message.map(Message::receipts).orElse(List.of());
    Optional<Receipt> last = receipts.isEmpty() ? Optional.empty() : Optional.of(receipts.getLast());
    List<String> cells = List.of(
        about.campaign(), about.account(), about.arm(), about.restriction().toString(), about.template(),
        notice.standing().due().toString(), notice.standing().state().name(), notice.standing().why().orElse(""),
        sent.map(one -> one.attempt().toString()).orElse(""), sent.map(Sent::phone).orElse(""),
        sent.map(one -> one.at().toString()).orElse(""), sent.flatMap(Sent::outcome).orElse(""),
        message.map(Message::gateway).orElse(""),
        receipts.stream().map(Receipt::remoteId).distinct().collect(Collectors.joining(" ")),
        last.map(one -> one.fate() + " " + one.code()).orElse("").strip(),
        last.map(one -> one.toldAt().toString()).orElse(""),
        last.map(one -> one.receivedAt().toString()).orElse(""),
        message.map(Message::text).orElse(""));
    return cells.stream().map(SafeText::cell).toList();
  }
}
