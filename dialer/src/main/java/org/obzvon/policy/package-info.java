/// Decides whether a debtor may be contacted now and by this channel. Holds profiles of law and of our own caution,
/// suppressions, outages, and the stored answer to "why was the debtor not called?". The rules are pure functions of
/// facts.
///
/// Imports `register` and `contact`. `.yaml` reads profiles, `.jollyday` knows public holidays, `.jooq` loads the facts
/// and stores the answers. Anything unknown (zone, profile, number) stops a contact and never lets it through.
package org.obzvon.policy;
