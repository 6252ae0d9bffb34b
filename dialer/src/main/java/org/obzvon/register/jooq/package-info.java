/// The register in PostgreSQL: snapshots are written under one lock and in one transaction, accounts are read.
/// Reads the table `payment`, because a payment made after a snapshot is not in the balance that the snapshot tells.
package org.obzvon.register.jooq;
