/// The register: accounts, households and phones as billing gave them, and the import that takes a snapshot in
/// whole or not at all, with every rejected row named.
///
/// Imports nothing of ours but `document`. `.csv` reads files (FastCSV, libphonenumber), `.yaml` reads the mapping of
/// foreign columns, `.jooq` stores.
package org.obzvon.register;
