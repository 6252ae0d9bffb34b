/// Stores the register in PostgreSQL: snapshots are written under one lock and in one transaction, accounts are read.
/// This package reads the table `payment`, because the balance in a snapshot does not include a payment made after it.
package org.obzvon.register.jooq;
