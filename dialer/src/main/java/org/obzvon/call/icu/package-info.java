/// Spells amounts, days and digits by the number spelling rules of ICU4J.
///
/// This package imports `call` and `register`. It holds the names of currencies because ICU knows them only as written.
package org.obzvon.call.icu;
