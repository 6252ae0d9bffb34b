package org.obzvon.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetsTest {
  private static final Targets ANY = new Targets(Set.of(), Set.of());
  private static final Targets LISTED = new Targets(Set.of("billing.example.md"), Set.of("localhost"));
  private static final URI HOOK = URI.create("https://billing.example.md/hook");

  @ParameterizedTest
  @ValueSource(strings = {
    "ftp://billing.example.md/", "file:///etc/passwd", "//billing.example.md/", "billing.example.md", "https:///x",
    "https://user:word@billing.example.md/", "https://billing.example.md/#part", "gopher://billing.example.md:70/",
    "jar:https://billing.example.md/x!/", "https://биллинг.example/"})
  void an_address_that_is_not_plain_http_is_refused(String url) {
    assertThat(ANY.refusal(URI.create(url))).isPresent();
  }

  @Test
  void an_endless_address_is_refused() {
    assertThat(ANY.refusal(URI.create("https://a.example/" + "x".repeat(2_000)))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "100.127.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1", "240.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fc00::1", "fd12::1", "fec0::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::1", "2001::1", "2001:db8::1", "100::1"})
  void addresses_that_are_not_on_the_public_internet_are_refused(String address) throws Exception {
    assertThat(ANY.refusal(HOOK, InetAddress.getByName(address))).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "100.63.0.1", "100.128.0.1", "172.15.0.1", "172.32.0.1", "193.0.2.1",
    "2606:4700::1", "2a00:1450::5"})
  void public_addresses_are_called(String address) throws Exception {
    assertThat(ANY.refusal(HOOK, InetAddress.getByName(address))).isEmpty();
  }

  @Test
  void where_hosts_are_listed_no_other_is_called() {
    assertThat(LISTED.refusal(HOOK)).isEmpty();
    assertThat(LISTED.refusal(URI.create("https://BILLING.example.md/hook"))).isEmpty();
    assertThat(LISTED.refusal(URI.create("https://evil.example/hook"))).isPresent();
    assertThat(LISTED.refusal(URI.create("https://billing.example.md.evil.example/hook"))).isPresent();
  }

  @Test
  void a_private_host_is_called_when_the_configuration_names_it() throws Exception {
    InetAddress loopback = InetAddress.getByName("127.0.0.1");
    URI local = URI.create("http://localhost:8080/hook");
    assertThat(LISTED.refusal(local)).isEmpty();
    assertThat(LISTED.refusal(local, loopback)).isEmpty();
    assertThat(LISTED.refusal(HOOK, loopback)).as("a public name that leads home").isPresent();
  }
}
