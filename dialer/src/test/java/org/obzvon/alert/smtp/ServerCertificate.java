package org.obzvon.alert.smtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// A fresh self-signed certificate of a mail server.
public final class ServerCertificate {
  private static final String PASSWORD = "changeit";

  private final Path store;
  private final Path pem;

  /// @param names the names of the server, such as `ip:127.0.0.1`
  public ServerCertificate(Path folder, String names) {
    this.store = folder.resolve("server.p12");
    this.pem = folder.resolve("server.pem");
    try {
      Process made = new ProcessBuilder(
          Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias",
          "server",
          "-keyalg", "EC", "-dname", "CN=mail", "-ext", "san=" + names, "-validity", "2", "-keystore",
          store.toString(),
          "-storetype", "PKCS12", "-storepass", PASSWORD)
          .inheritIO()
          .start();
      assertThat(made.waitFor()).isZero();
      Files.writeString(
          pem,
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder().encodeToString(keys().getCertificate("server").getEncoded())
              + "\n-----END CERTIFICATE-----\n");
    } catch (IOException | InterruptedException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private KeyStore keys() throws IOException, GeneralSecurityException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    return keys;
  }

  public Path pem() {
    return pem;
  }

  public SSLContext context() {
    try {
      KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(keys(), PASSWORD.toCharArray());
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
