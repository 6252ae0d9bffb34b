/// Backups of the whole database in one file, and what a restore leaves for a person to decide. May import `register` (for
/// the progress of long work).
package org.obzvon.backup;
