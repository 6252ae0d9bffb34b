/// Says what is planned for whom: segments pick accounts, households get an arm once and keep it, and a ladder of steps
/// says on which day which channel uses which script.
///
/// It imports `register` and the words of `contact` (channels, outcomes of the retry rules). `.yaml` reads definitions,
/// `.jooq` stores campaigns, assignments and enrolments.
package org.obzvon.campaign;
