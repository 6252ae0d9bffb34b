/// Whether a debtor may be contacted, now and by this channel: profiles of law and of our own caution, stop
/// entries, outages, and the stored answer to "why was he not called?". The rules are pure functions of facts.
///
/// Imports `register` and `contact`. `.yaml` reads profiles, `.jollyday` knows public holidays, `.jooq` loads
/// the facts and stores the answers. What is unknown (zone, profile, number) stops a contact, never lets it through.
package org.obzvon.policy;
