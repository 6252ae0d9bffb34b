/// The tables about backups and restores.
package org.obzvon.backup.jooq;
