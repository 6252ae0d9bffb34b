/// Policy's tables: stop entries, outages and decisions, and the reading of the ledger, promises and accounts that
/// the rules and the story of an account need.
package org.obzvon.policy.jooq;
