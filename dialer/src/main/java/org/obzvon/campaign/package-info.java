/// What is planned for whom: segments pick accounts, households get an arm once and keep it, a ladder of steps says
/// on which day which channel speaks with which script.
///
/// Imports `register` and the words of `contact` (channels, outcomes of the retry rules). `.yaml` reads definitions,
/// `.jooq` keeps campaigns, assignments and enrolments.
package org.obzvon.campaign;
