/// The consequences of the reasons that debtors give for not paying: a ticket, a pause of demands, a suppression; and
/// the tickets themselves, from opening to closing.
///
/// Imports `register`, `contact` and the suppressions of `policy`. `.jooq` stores reasons and tickets, `.yaml` reads
/// the installation's rules. The policy reads open tickets and pauses from the store; nothing here decides about a
/// contact.
package org.obzvon.reason;
