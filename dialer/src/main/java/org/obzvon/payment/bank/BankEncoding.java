package org.obzvon.payment.bank;

import org.obzvon.payment.PaymentFormat;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.obzvon.document.BadInput;
import org.obzvon.register.csv.TextEncodingDetection;

/// Detects the encoding of a bank's file: UTF-8 if it is valid, else by the words that the format must contain, else by
/// the frequency of letters.
final class BankEncoding {
  private static final int HEAD = 1 << 16;
  private static final Charset WINDOWS = Charset.forName("windows-1251");
  private static final List<Charset> RUSSIAN = List.of(WINDOWS, Charset.forName("IBM866"), Charset.forName("KOI8-R"));
  private static final String WORD_1C = "Кодировка=";

  private BankEncoding() {}

  static Charset of(Path file, PaymentFormat format, Optional<Charset> named) throws IOException {
    if (named.isPresent()) {
      return named.get();
    }
    if (isUtf8(file)) {
      return StandardCharsets.UTF_8;
    }
    return switch (format) {
      case CAMT053 -> StandardCharsets.UTF_8; // the XML declares its own encoding
      case CLIENT_BANK_1C -> byWord(file).orElse(WINDOWS);
      case CSV, SBERBANK, MT940 -> byLetters(file);
    };
  }

  private static boolean isUtf8(Path file) throws IOException {
    try (var text = new java.io.InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8.newDecoder())) {
      text.transferTo(java.io.Writer.nullWriter());
      return true;
    } catch (CharacterCodingException _) {
      return false;
    }
  }

  private static Optional<Charset> byWord(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] head = in.readNBytes(HEAD);
      return RUSSIAN.stream().filter(charset -> new String(head, charset).contains(WORD_1C)).findFirst();
    }
  }

  /// Detects the encoding by the letters. If they are too few to tell, it does not matter: ids, accounts and amounts
  /// have none.
  private static Charset byLetters(Path file) {
    try {
      return TextEncodingDetection.of(file);
    } catch (BadInput _) {
      return WINDOWS;
    }
  }
}
