/// Reads and writes policy's tables (suppressions, outages and decisions), and reads from the ledger, promises and
/// accounts what the rules and the story of an account need.
package org.obzvon.policy.jooq;
