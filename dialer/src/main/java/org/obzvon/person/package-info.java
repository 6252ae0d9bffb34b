/// Personal data of debtors: which columns contain it, everything that is stored about one person, and how it is
/// removed. [PersonalDataCatalogue] is the only list of it; export, erase and retention work by that list alone. May import
/// `register`.
package org.obzvon.person;
