package org.obzvon.queue;

import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.obzvon.contact.Channel;
import org.obzvon.contact.Contact;
import org.obzvon.contact.ContactState;
import org.obzvon.register.Language;

/// The waiting contacts. One node at a time holds a contact, and one contact of a household is held at a time.
public interface ContactQueue {

  /// Leases due contacts in one transaction that no other node's lease can interleave, share after share as they are
  /// handed out, and stores the turns of the campaigns.
  ///
  /// @param places receives what is open over all nodes and returns how many may be taken from which campaign
  List<Contact> leaseInTurn(Function<Open, Places> places, String node, Instant now, Instant until);

  /// Leases fixed shares, outside the campaigns' turns.
  default List<Contact> lease(Function<Open, List<Share>> shares, String node, Instant now, Instant until) {
    return leaseInTurn(open -> Places.of(shares.apply(open)), node, now, until);
  }

  /// Leases the oldest due contact that this operator promised to call. Contacts that an operator promised are leased
  /// in no other way.
  Optional<Contact> leasePromised(UUID operator, String node, Instant now, Instant until);

  /// Returns the operators for whom [#leasePromised] has a contact, unless another lease comes first.
  Set<UUID> promisers(Instant now);

  /// Returns the campaign's waiting contacts that may be leased by an instant, in the order of leasing, at most
  /// `limit`.
  List<Contact> soon(UUID campaign, Channel channel, Instant by, int limit);

  /// Puts back the contacts that this node leased until exactly this instant and for which it wrote no attempt: the
  /// answer to the lease may have been lost, or a later step failed. Waits for a lease that is still in progress.
  /// Returns how many.
  int takeBack(String node, Instant until);

  /// Puts leased contacts back or ends them. Contacts that this node no longer holds are left alone.
  void release(List<Release> releases, String node, Instant now);

  /// Returns the number of contacts that are not over, by state.
  Map<ContactState, Integer> waiting();

  /// Hands out shares one after the other.
  interface Places {
    /// Returns the next share; empty when nothing is left to hand out.
    Optional<Share> next();

    /// @param contacts how many of the last share were taken
    /// @param more whether more of that campaign may be due
    void taken(int contacts, boolean more);

    /// Returns the new position in the round of each campaign from which contacts were taken; the others keep theirs.
    Map<Turn, Double> turns();

    static Places of(List<Share> shares) {
      Iterator<Share> left = shares.iterator();
      return new Places() {
        @Override
        public Optional<Share> next() {
          return left.hasNext() ? Optional.of(left.next()) : Optional.empty();
        }

        @Override
        public void taken(int contacts, boolean more) {}

        @Override
        public Map<Turn, Double> turns() {
          return Map.of();
        }
      };
    }
  }

  /// A campaign's turn on a channel.
  record Turn(UUID campaign, Channel channel) {}

  /// @param byLine open attempts of each line
  /// @param robotCalls open attempts and leases by robot of each campaign
  /// @param leased contacts leased but not yet written, of each channel
  /// @param turns how far each campaign has advanced
  record Open(
      Map<String, Integer> byLine, Map<UUID, Integer> robotCalls, Map<Channel, Integer> leased,
      Map<Turn, Double> turns) {
    public Open(Map<String, Integer> byLine, Map<UUID, Integer> robotCalls, Map<Channel, Integer> leased) {
      this(byLine, robotCalls, leased, Map.of());
    }

    public int total() {
      return byLine.values().stream().mapToInt(Integer::intValue).sum()
          + leased.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /// @param among only these contacts; empty: any
  /// @param languages only debtors who speak one of these; empty: any
  record Share(UUID campaign, Channel channel, int most, Optional<Set<UUID>> among, Set<Language> languages) {
    public Share(UUID campaign, Channel channel, int most, Optional<Set<UUID>> among) {
      this(campaign, channel, most, among, Set.of());
    }

    public Share atMost(int fewer) {
      return new Share(campaign, channel, fewer, among, languages);
    }

    public Turn turn() {
      return new Turn(campaign, channel);
    }

    public Share(UUID campaign, Channel channel, int most) {
      this(campaign, channel, most, Optional.empty());
    }
  }

  sealed interface Release {
    Contact contact();

    record Back(Contact contact, Instant notBefore) implements Release {}

    record Refuse(Contact contact, String why) implements Release {}
  }
}
