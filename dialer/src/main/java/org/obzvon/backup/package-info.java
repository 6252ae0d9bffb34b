/// Backups of the whole database in one file, and what a person must decide after a restore. May import `register` (for
/// the progress of long work).
package org.obzvon.backup;
