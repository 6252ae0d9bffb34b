/// Those who work here: users with their roles, passwords and sessions, programs with their keys, and the log of what
/// each of them did.
///
/// Imports of ours `register` alone. `.jooq` stores, `.argon2` hashes passwords (password4j).
package org.obzvon.staff;
