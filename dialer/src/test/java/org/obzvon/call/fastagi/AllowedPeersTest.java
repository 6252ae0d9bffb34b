package org.obzvon.call.fastagi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedPeersTest {
  @ParameterizedTest(name = "{0} admits {1}: {2}")
  @CsvSource({
    "10.1.2.3,       10.1.2.3,             true",
    "10.1.2.3,       10.1.2.4,             false",
    "10.1.0.0/16,    10.1.255.255,         true",
    "10.1.0.0/16,    10.2.0.0,             false",
    "10.1.2.128/25,  10.1.2.127,           false",
    "10.1.2.128/25,  10.1.2.200,           true",
    "0.0.0.0/0,      203.0.113.9,          true",
    "0.0.0.0/0,      2001:db8::1,          false",
    "2001:db8::/32,  2001:db8:ffff::9,     true",
    "2001:db8::/32,  2001:db9::9,          false",
    "127.0.0.1,      ::1,                  true",
    "localhost,      127.0.0.53,           true",
    "192.0.2.1,      127.0.0.1,            false",
    "10.1.2.3,       ::ffff:10.1.2.3,      true",
  })
  void an_address_is_admitted_when_an_entry_names_it(String entry, String peer, boolean admitted) throws Exception {
    AllowedPeers peers = new AllowedPeers(List.of(entry));
    peers.lookUp();
    assertThat(peers.admits(InetAddress.getByName(peer))).isEqualTo(admitted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10.1.2.3/33", "10.1.2.3/-1", "10.1.2/x", "pbx.example/24", "a b", "::/129",
    "10.1.2.3/8/8", "http://x"})
  void an_entry_that_is_no_address_network_or_name_is_refused(String entry) {
    assertThatThrownBy(() -> new AllowedPeers(List.of(entry))).isInstanceOf(IllegalArgumentException.class);
  }
}
