package org.obzvon.commands;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that is stored about a person, as one document.
///
/// @param format version of this document; adding a member does not change it
/// @param asked account number or phone number of the request
/// @param shared warning where several accounts have the phone number
/// @param stored rows by table; every table with personal data is listed, with an empty list where it has no row
/// @param recordings paths of the files with the person's calls
/// @param recordingsElsewhere attempts whose recordings are on the exchange's machine, in files of that name, or are
///     gone
public record PersonFile(
    int format, String asked, Instant writtenAt, List<String> accounts, List<String> phones, Optional<String> shared,
    Map<String, List<Map<String, Object>>> stored, List<String> recordings, List<String> recordingsElsewhere) {
  static final int FORMAT = 1;
}
