/// The users with their roles, passwords and sessions, the programs with their API keys, and the log of their commands.
///
/// Of our packages it imports only `register`. `.jooq` stores, `.argon2` hashes passwords (password4j).
package org.obzvon.staff;
