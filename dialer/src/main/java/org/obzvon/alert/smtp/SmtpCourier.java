package org.obzvon.alert.smtp;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.obzvon.alert.MailCourier;
import org.obzvon.document.SafeText;

/// Sends mails to an SMTP server, with one connection for each. Every step takes at most [#STEP] and the whole at most
/// [#WHOLE], even if the server sends a byte now and then; a mail for TLS is never sent in clear text.
public final class SmtpCourier implements MailCourier {
  private static final Duration STEP = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofSeconds(60);
  private static final int LONGEST_SUBJECT = 200;

  private final SmtpSettings settings;
  private final Duration step;
  private final Duration whole;

  public SmtpCourier(SmtpSettings settings) {
    this(settings, STEP, WHOLE);
  }

  SmtpCourier(SmtpSettings settings, Duration step, Duration whole) {
    this.settings = settings;
    this.step = step;
    this.whole = whole;
  }

  private interface Work {
    Answer with(SMTPTransport transport, Session session) throws MessagingException;
  }

  @Override
  public Answer send(Letter letter) {
    return bounded((transport, session) -> send(transport, message(session, letter), letter.to()));
  }

  @Override
  public Answer check() {
    return bounded((transport, _) -> new Answer(true, List.of(), List.of(), said(transport)));
  }

  private Answer bounded(Work work) {
    CutSockets sockets = new CutSockets();
    FutureTask<Answer> task = new FutureTask<>(() -> connected(work, sockets));
    Thread.ofVirtual().name("smtp").start(task);
    try {
      return task.get(whole.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException _) {
      return Answer.failed("the mail server did not come to an end within " + whole.toSeconds() + " s");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return Answer.failed("interrupted");
    } catch (ExecutionException e) {
      return Answer.failed(SafeText.line(String.valueOf(e.getCause())));
    } finally {
      sockets.cut();
    }
  }

  private Answer connected(Work work, CutSockets sockets) {
    try {
      Session session = Session.getInstance(properties(sockets));
      try (SMTPTransport transport = (SMTPTransport) session.getTransport("smtp")) {
        String user = settings.account().map(SmtpSettings.Account::user).orElse(null);
        String password = settings.account().map(account -> account.password().reveal()).orElse(null);
        transport.connect(settings.host(), settings.port(), user, password);
        return work.with(transport, session);
      }
    } catch (AuthenticationFailedException e) {
      return Answer.failed("the server refused user and password: " + words(e));
    } catch (MessagingException e) {
      return Answer.failed(words(e));
    } catch (IOException | GeneralSecurityException e) {
      return Answer.failed("the certificates in " + settings.certificates().orElseThrow() + " could not be read: "
          + e.getMessage());
    }
  }

  private Properties properties(CutSockets sockets) throws IOException, GeneralSecurityException {
    Properties all = new Properties();
    all.put("mail.smtp.connectiontimeout", String.valueOf(step.toMillis()));
    all.put("mail.smtp.timeout", String.valueOf(step.toMillis()));
    all.put("mail.smtp.socketFactory", sockets.plain());
    all.put("mail.smtp.socketFactory.fallback", "false");
    all.put("mail.smtp.ssl.socketFactory", sockets.over(tls()));
    all.put("mail.smtp.ssl.checkserveridentity", "true");
    all.put("mail.smtp.ssl.enable", String.valueOf(settings.security() == SmtpSettings.Security.TLS));
    all.put("mail.smtp.starttls.enable", String.valueOf(settings.security() == SmtpSettings.Security.STARTTLS));
    all.put("mail.smtp.starttls.required", String.valueOf(settings.security() == SmtpSettings.Security.STARTTLS));
    all.put("mail.smtp.auth", String.valueOf(settings.account().isPresent()));
    all.put("mail.smtp.sendpartial", "true"); // one refused recipient does not cost the others the mail
    all.put("mail.smtp.quitwait", "false");
    return all;
  }

  private SSLSocketFactory tls() throws IOException, GeneralSecurityException {
    if (settings.certificates().isEmpty()) {
      return (SSLSocketFactory) SSLSocketFactory.getDefault();
    }
    KeyStore believed = KeyStore.getInstance(KeyStore.getDefaultType());
    believed.load(null, null);
    for (Certificate certificate : certificates(settings.certificates().get())) {
      believed.setCertificateEntry("ca-" + believed.size(), certificate);
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(believed);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  /// @throws GeneralSecurityException where the file contains none
  public static List<Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      List<Certificate> all = List.copyOf(CertificateFactory.getInstance("X.509").generateCertificates(in));
      if (all.isEmpty()) {
        throw new java.security.cert.CertificateException("there is no certificate in it");
      }
      return all;
    }
  }

  private MimeMessage message(Session session, Letter letter) throws MessagingException {
    String domain = settings.from().substring(settings.from().indexOf('@') + 1);
    MimeMessage message = new MimeMessage(session) {
      @Override
      protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", "<" + letter.id() + "@" + domain + ">");
      }
    };
    message.setFrom(new InternetAddress(settings.from(), true));
    for (String one : letter.to()) {
      message.addRecipient(Message.RecipientType.TO, new InternetAddress(one, true));
    }
    message.setSubject(SafeText.line(letter.subject(), LONGEST_SUBJECT).strip(), StandardCharsets.UTF_8.name());
    message.setText(letter.text(), StandardCharsets.UTF_8.name());
    message.setSentDate(Date.from(letter.at()));
    message.setHeader("Auto-Submitted", "auto-generated"); // suppresses automatic replies
    message.saveChanges();
    return message;
  }

  private static Answer send(SMTPTransport transport, MimeMessage message, List<String> to) throws MessagingException {
    try {
      transport.sendMessage(message, message.getAllRecipients());
      return new Answer(true, to, List.of(), said(transport));
    } catch (SendFailedException e) {
      return new Answer(true, addresses(e.getValidSentAddresses()), addresses(e.getInvalidAddresses()), words(e));
    }
  }

  private static List<String> addresses(Address[] some) {
    List<String> all = new ArrayList<>();
    for (Address one : some == null ? new Address[0] : some) {
      all.add(one instanceof InternetAddress mail ? mail.getAddress() : one.toString());
    }
    return all;
  }

  private static String said(SMTPTransport transport) {
    String said = transport.getLastServerResponse();
    return said == null ? "" : SafeText.line(said).strip();
  }

  /// Returns the server's answer for each recipient, else for the whole mail; a cause that is no answer of the server
  /// is added.
  private static String words(MessagingException fault) {
    List<String> words = new ArrayList<>();
    Exception next = fault;
    while (next != null) {
      Exception cause = next instanceof MessagingException one ? one.getNextException() : null;
      boolean wraps = next.getClass() == SendFailedException.class && cause != null; // only wraps the next one
      if (!wraps) {
        words.add(next instanceof MessagingException ? String.valueOf(next.getMessage()).strip() : next.toString());
      }
      next = cause;
    }
    return SafeText.line(String.join("; ", words)).strip();
  }
}
