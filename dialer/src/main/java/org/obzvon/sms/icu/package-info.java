/// ICU message format: plural forms, written money and days in Russian, Romanian and English.
///
/// Imports `sms` and `register`. The short names of currencies stand here because ICU writes them too long or foreign.
package org.obzvon.sms.icu;
