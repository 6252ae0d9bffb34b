package org.obzvon.alert.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.obzvon.alert.MailCourier.Answer;
import org.obzvon.alert.MailCourier.Letter;
import org.obzvon.document.Secret;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/// Tests mails to real SMTP servers over sockets, both well-behaved and faulty ones.
@Tag("slow")
class SmtpCourierTest {
  private static final String FROM = "obzvon@operator.example";
  private static final String NOC = "noc@operator.example";
  private static final UUID ID = UUID.fromString("019a0000-0000-7000-8000-000000000001");

  @TempDir
  private static Path folder;
  private static ServerCertificate certificate;

  private final List<String> received = new CopyOnWriteArrayList<>();
  private SMTPServer server;

  @BeforeAll
  static void make_certificate() {
    certificate = new ServerCertificate(folder, "ip:127.0.0.1");
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  private SMTPServer serve(UnaryOperator<SMTPServer.Builder> own) {
    server = own.apply(
        new SMTPServer.Builder().bindAddress(InetAddress.getLoopbackAddress()).port(0)
            .messageHandlerFactory(_ -> new Mailbox()))
        .build();
    server.start();
    return server;
  }

  /// Refuses recipients whose addresses ask for a refusal.
  private final class Mailbox implements MessageHandler {
    @Override
    public void from(String from) {}

    @Override
    public void recipient(String recipient) throws RejectException {
      if (recipient.startsWith("nobody")) {
        throw new RejectException(550, "5.1.1 no such mailbox");
      }
      if (recipient.startsWith("later")) {
        throw new RejectException(451, "4.7.1 greylisted");
      }
    }

    @Override
    public String data(InputStream data) throws IOException {
      received.add(new String(data.readAllBytes(), StandardCharsets.UTF_8));
      return null;
    }

    @Override
    public void done() {}
  }

  private SmtpSettings settings(SmtpSettings.Security security, String password) {
    return new SmtpSettings(
        "127.0.0.1", server.getPortAllocated(), security,
        password.isEmpty() ? Optional.empty() : Optional.of(new SmtpSettings.Account("obzvon", new Secret(password))),
        FROM,
        Optional.of(certificate.pem()));
  }

  private static Letter letter(String subject, String... to) {
    return new Letter(ID, List.of(to), subject, "Линия отдыхает\n", Instant.parse("2026-11-30T09:00:00Z"));
  }

  private static SMTPServer.Builder withAccount(SMTPServer.Builder builder) {
    return builder.requireAuth(true)
        .authenticationHandlerFactory(
            new EasyAuthenticationHandlerFactory(
                (user, password, _) -> {
                  if (!user.equals("obzvon") || !password.equals("right")) {
                    throw new LoginFailedException();
                  }
                }));
  }

  private static SMTPServer.Builder withStartTls(SMTPServer.Builder builder) {
    return withAccount(builder).enableTLS(true).requireTLS(true).startTlsSocketFactory(certificate.context());
  }

  @Test
  void a_mail_goes_by_starttls_with_user_and_password() {
    serve(SmtpCourierTest::withStartTls);
    Answer answer = new SmtpCourier(settings(SmtpSettings.Security.STARTTLS, "right"))
        .send(letter("Line west rests", NOC));
    assertThat(answer.taken()).as(answer.words()).containsExactly(NOC);
    assertThat(answer.words()).startsWith("250");
    assertThat(received).singleElement().asString()
        .contains("From: " + FROM, "To: " + NOC, "Subject: Line west rests",
            "Message-ID: <" + ID + "@operator.example>",
            "Auto-Submitted: auto-generated");
  }

  @Test
  void a_mail_goes_by_tls_from_the_first_byte() {
    serve(builder -> withAccount(builder).serverSocketFactory(certificate.context()));
    Answer answer = new SmtpCourier(settings(SmtpSettings.Security.TLS, "right")).send(letter("x", NOC));
    assertThat(answer.taken()).as(answer.words()).containsExactly(NOC);
    assertThat(received).hasSize(1);
  }

  @Test
  void checking_signs_in_and_sends_nothing() {
    serve(SmtpCourierTest::withStartTls);
    assertThat(new SmtpCourier(settings(SmtpSettings.Security.STARTTLS, "right")).check().understood()).isTrue();
    Answer wrong = new SmtpCourier(settings(SmtpSettings.Security.STARTTLS, "swordfish")).check();
    assertThat(wrong.understood()).isFalse();
    assertThat(wrong.words()).contains("refused user and password", "535").doesNotContain("swordfish");
    assertThat(received).isEmpty();
  }

  @Test
  void nothing_is_sent_in_clear_where_the_server_offers_no_starttls() {
    serve(SmtpCourierTest::withAccount);
    Answer answer = new SmtpCourier(settings(SmtpSettings.Security.STARTTLS, "right")).send(letter("x", NOC));
    assertThat(answer.taken()).isEmpty();
    assertThat(answer.words()).containsIgnoringCase("STARTTLS");
    assertThat(received).isEmpty();
  }

  @Test
  void a_server_with_a_certificate_that_nobody_vouches_for_gets_nothing(@TempDir Path other) {
    serve(builder -> withAccount(builder).serverSocketFactory(new ServerCertificate(other, "ip:127.0.0.1").context()));
    Answer answer = new SmtpCourier(settings(SmtpSettings.Security.TLS, "right")).send(letter("x", NOC));
    assertThat(answer.taken()).isEmpty();
    assertThat(answer.words()).contains("PKIX path");
    assertThat(received).isEmpty();
  }

  @Test
  void a_server_with_a_certificate_for_another_name_gets_nothing(@TempDir Path other) {
    ServerCertificate foreign = new ServerCertificate(other, "dns:mail.other.example");
    serve(builder -> withStartTls(builder).startTlsSocketFactory(foreign.context()));
    SmtpSettings right = settings(SmtpSettings.Security.STARTTLS, "right");
    SmtpSettings believing = new SmtpSettings(right.host(), right.port(), right.security(), right.account(), FROM,
        Optional.of(foreign.pem()));
    assertThat(new SmtpCourier(believing).send(letter("x", NOC)).taken()).isEmpty();
    assertThat(received).isEmpty();
  }

  @Test
  void a_refused_recipient_does_not_cost_the_others_the_mail() {
    serve(UnaryOperator.identity());
    Answer answer = new SmtpCourier(settings(SmtpSettings.Security.NONE, ""))
        .send(letter("x", "nobody@operator.example", "later@operator.example", NOC));
    assertThat(answer.taken()).containsExactly(NOC);
    assertThat(answer.refused()).containsExactly("nobody@operator.example");
    assertThat(answer.words()).contains("5.1.1 no such mailbox", "4.7.1 greylisted");
    assertThat(received).hasSize(1);
  }

  @Test
  void a_subject_with_line_breaks_makes_no_header() {
    serve(UnaryOperator.identity());
    new SmtpCourier(settings(SmtpSettings.Security.NONE, ""))
        .send(letter("Line a\r\nBcc: thief@evil.example\r\n\r\nbody\u2028\u0000", NOC));
    String head = received.getFirst().split("\r\n\r\n", 2)[0];
    assertThat(head.lines()).noneMatch(line -> line.startsWith("Bcc"));
    assertThat(head).contains("Subject: Line a  Bcc: thief@evil.example");
    assertThat(received.getFirst()).doesNotContain("\r\nbody");
  }

  @Test
  void a_server_that_says_nothing_is_left_after_one_step() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Answer answer = courier(silent, Duration.ofMillis(200), Duration.ofSeconds(60)).send(letter("x", NOC));
      assertThat(answer.understood()).isFalse();
      assertThat(answer.words()).containsIgnoringCase("timed out");
    }
  }

  @Test
  void a_try_that_takes_too_long_as_a_whole_is_cut_and_its_connection_closed() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Integer> end = CompletableFuture.supplyAsync(() -> readToEnd(silent));
      Answer answer = courier(silent, Duration.ofHours(1), Duration.ofMillis(300)).send(letter("x", NOC));
      assertThat(answer.words()).contains("did not come to an end");
      assertThat(end.join()).as("the end of the connection").isEqualTo(-1);
    }
  }

  private static int readToEnd(ServerSocket silent) {
    try (Socket connection = silent.accept()) {
      return connection.getInputStream().read();
    } catch (IOException _) {
      return -1;
    }
  }

  private static SmtpCourier courier(ServerSocket at, Duration step, Duration whole) {
    return new SmtpCourier(
        new SmtpSettings(
            "127.0.0.1", at.getLocalPort(), SmtpSettings.Security.NONE, Optional.empty(), FROM, Optional.empty()),
        step, whole);
  }

  @Test
  void a_server_that_is_away_is_named() throws IOException {
    ServerSocket gone = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    gone.close();
    Answer answer = courier(gone, Duration.ofSeconds(5), Duration.ofSeconds(60)).send(letter("x", NOC));
    assertThat(answer.words()).contains("connect", "127.0.0.1");
  }
}
